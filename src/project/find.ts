import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readText } from '../sources/files/text-file.ts';
import { readJson } from '../text/json.ts';

/**
 * The file that holds the list of the project around a folder: the nearest `mkt.yaml` upwards; where there is none, the
 * nearest settings of the client that name plugins. The border of a repository is none here: the list of a mono-repository
 * may lie above it.
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

/** Whether settings are no JSON at all, so that nobody knows what they name. */
function isJson(text: string): boolean {
  return readJson(text, '', { comments: true }).value !== undefined;
}

/** A look at the text is enough here: settings that cannot be read are found, so that their faults are reported. */
function namesPlugins(file: string): boolean {
  if (!existsSync(file)) return false;
  const content = readText(file, file);
  return !('text' in content) || content.text.includes('"enabledPlugins"') || !isJson(content.text);
}
