import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readText } from '../sources/files/text-file.ts';
import { readJson } from '../text/json.ts';

/**
 * The file with the list of the project that a folder is part of: the nearest `mkt.yaml` in the folder or above; without one, the
 * nearest settings of the client that name plugins. The root of a repository does not end the search: the list of a monorepo may be
 * above it.
 */
export function findProject(cwd: string): string | undefined {
  return upwards(cwd, listFile) ?? upwards(cwd, settingsFile);
}

function upwards(start: string, fileIn: (folder: string) => string | undefined): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    const file = fileIn(folder);
    if (file !== undefined || dirname(folder) === folder) return file;
  }
}

function listFile(folder: string): string | undefined {
  const file = join(folder, 'mkt.yaml');
  return existsSync(file) ? file : undefined;
}

function settingsFile(folder: string): string | undefined {
  return ['settings.json', 'settings.local.json']
    .map((name) => join(folder, '.claude', name))
    .find(namesPlugins);
}

/** Whether settings are not JSON, so that it is not known what they name. */
function isJson(text: string): boolean {
  return readJson(text, '', { comments: true }).value !== undefined;
}

/** A look at the text is enough here: settings that cannot be read count as found, so that their faults are reported. */
function namesPlugins(file: string): boolean {
  if (!existsSync(file)) return false;
  const content = readText(file, file);
  return !('text' in content) || content.text.includes('"enabledPlugins"') || !isJson(content.text);
}
