import { distance } from 'fastest-levenshtein';
import { mergeSettings, type SettingsLayer } from '../client/settings.ts';
import { settings as format } from '../model/formats/settings.ts';
import { type Fault, problem } from '../model/problems.ts';
import type { ClientSettings } from '../model/settings.ts';
import { homeFolder } from '../sources/files/home-folder.ts';
import { shownPath } from '../sources/files/text-file.ts';
import { readJson } from '../text/json.ts';
import type { Read } from '../text/source-text.ts';
import { validate } from '../text/validate.ts';
import { isMap } from '../text/values.ts';
import { filesOnDisk, type ProjectFiles, userFiles } from './project-files.ts';
import type { SettingsPlace } from './settings-places.ts';

/** The client's settings, with the files they come from, and what is wrong with those. */
export interface ReadSettings {
  readonly settings: ClientSettings;
  /** The files that could be read and have the right form, lowest first. */
  readonly layers: readonly SettingsLayer[];
  /** In the order of the files. Settings with an error count for nothing. */
  readonly faults: readonly Fault[];
}

/**
 * Reads files of the client's settings and merges them as the client does. A file that does not exist is left out.
 * @param places lowest first.
 * @param cwd the folder that shown paths are relative to.
 */
export function readClientSettings(
  places: readonly SettingsPlace[],
  {
    cwd,
    env = {},
    files = filesOnDisk,
  }: {
    readonly cwd: string;
    readonly env?: Readonly<Record<string, string | undefined>> | undefined;
    readonly files?: ProjectFiles | undefined;
  },
): ReadSettings {
  const faults: Fault[] = [];
  const layers: SettingsLayer[] = [];
  for (const { scope, path } of places) {
    const shown = scope === 'user' ? underHome(path, env) : shownPath(path, cwd);
    // The administrator's and the user's own are not in a repository.
    const isProjects = scope === 'project' || scope === 'local';
    const from = scope === 'managed' || (!isProjects && files === filesOnDisk) ? userFiles : files;
    if (!from.has(path)) continue;
    const content = from.text(path, shown);
    if ('fault' in content) {
      faults.push(content.fault);
      continue;
    }
    const read = readJson(content.text, shown, { comments: true });
    const { value, faults: found } = validate(format, read);
    faults.push(...found, ...misspelledKeys(read));
    if (value !== undefined) layers.push({ scope, read });
  }
  return { settings: mergeSettings(layers), layers, faults };
}

const known = Object.keys(format.shape);
/** With more letters wrong, it may be another key of the client: `prependPlugins` is one. */
const mostMisspelled = 2;

/** Keys that no program reads, and that look like one of those about plugins. All other keys are none of mkt's business. */
function misspelledKeys(read: Read): Fault[] {
  if (!isMap(read.value)) return [];
  return Object.keys(read.value).flatMap((key) => {
    const near = known.find((each) => each !== key && distance(each, key) <= mostMisspelled);
    return near === undefined || known.includes(key)
      ? []
      : [problem('unknown-key', 'unknown-key', { key, known, near }, { location: read.locateKey([key]) })];
  });
}

/** The user's own files are shown as every user knows them, wherever mkt runs. */
function underHome(path: string, env: Readonly<Record<string, string | undefined>>): string {
  const home = homeFolder(env);
  return path.startsWith(`${home}/`) || path.startsWith(`${home}\\`)
    ? `~/${path.slice(home.length + 1).replaceAll('\\', '/')}`
    : path;
}
