import { dirname, join, resolve } from 'node:path';
import { readJson } from '../text/json.ts';
import { filesOnDisk, type ProjectFiles } from './project-files.ts';
import { clientFolder } from './settings-places.ts';

/** Where the search for a project may look. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly files?: ProjectFiles | undefined;
}

/** The names that a list of plugins may have; the first counts. */
export const listNames = ['mkt.yaml', 'mkt.yml'] as const;

/** The names of a project's settings for the client, lowest first. */
export const settingsNames = ['settings.json', 'settings.local.json'] as const;

/**
 * The file that contains the project's list around a folder: the nearest `mkt.yaml` upwards; if there is none, the
 * nearest settings of the client that concern plugins. A repository's border does not stop the search: the list of a monorepo
 * may be above it.
 */
export function findProject(cwd: string, { env, files = filesOnDisk }: Surroundings): string | undefined {
  return (
    upwards(cwd, (folder) => listIn(folder, files)) ??
    upwards(cwd, (folder) => (isUsers(folder, cwd, env) ? undefined : settingsIn(folder, files)))
  );
}

function upwards(start: string, fileIn: (folder: string) => string | undefined): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    const file = fileIn(folder);
    if (file !== undefined || dirname(folder) === folder) return file;
  }
}

/** The list in a folder. */
export function listIn(folder: string, files: ProjectFiles = filesOnDisk): string | undefined {
  return listNames.map((name) => join(folder, name)).find(files.has);
}

/** The first of the settings in a folder that concern plugins. */
export function settingsIn(folder: string, files: ProjectFiles = filesOnDisk): string | undefined {
  return settingsNames
    .map((name) => join(folder, '.claude', name))
    .find((file) => concernsPlugins(file, files));
}

/** The user's own settings are not those of a project, unless the client is started in their folder. */
const isUsers = (folder: string, cwd: string, env: Surroundings['env']): boolean =>
  folder !== cwd && resolve(folder, '.claude') === resolve(clientFolder(env));

/** Looking at the text is enough here: settings that cannot be read are found, so that their faults are reported. */
function concernsPlugins(file: string, files: ProjectFiles): boolean {
  if (!files.has(file)) return false;
  const content = files.text(file, file);
  return (
    !('text' in content) ||
    /"(enabledPlugins|extraKnownMarketplaces|additionalMarketplaces)"/.test(content.text) ||
    !isJson(content.text)
  );
}

/** Whether settings are JSON at all; otherwise it is not known what they name. */
function isJson(text: string): boolean {
  return readJson(text, '', { comments: true }).value !== undefined;
}
