import { join } from 'node:path';
import { type Loading, loadingOf } from '../../client/machine/loading.ts';
import { installRecords } from '../../client/machine/records.ts';
import type { ClientFacts } from '../../model/client.ts';
import { installedPlugins } from '../../model/formats/machine.ts';
import type { InstallRecord } from '../../model/machine.ts';
import type { Fault } from '../../model/problems.ts';
import type { ClientSettings } from '../../model/settings.ts';
import { isMissing } from '../../sources/files/read-file.ts';
import { readText } from '../../sources/files/text-file.ts';
import { readJson } from '../../text/json.ts';
import { validate } from '../../text/validate.ts';
import { readClientSettings } from '../client-settings.ts';
import { managedSettings, projectSettings, userSettings } from '../settings-places.ts';
import { cachedCopies, copyAt, opener, skillsFolders } from './machine-copies.ts';
import { machineMarketplaces } from './machine-marketplaces.ts';
import { isSameFolder, machinePaths, machinePlaces } from './machine-places.ts';

/** What is installed on this machine, and what a session in a folder would load of it. */
export interface Machine {
  /** The client's folder, as it may be shown. */
  readonly folder: string;
  /** The settings that count in the folder of the session. */
  readonly settings: ClientSettings;
  readonly loading: Loading;
  /** The folders or files of the marketplaces that the client knows. */
  readonly marketplaces: readonly string[];
  /** The names of the marketplaces that the client has added. */
  readonly names: ReadonlySet<string>;
  /** What is wrong with the client's own files: settings and records. */
  readonly faults: readonly Fault[];
}

/** The largest record of installations that is read: some ten thousand plugins. */
const maximumRecordBytes = 4 * 1024 * 1024;

/**
 * Reads what is installed on this machine. Nothing is written or fetched.
 * @param cwd the folder in which the session would start: its settings and skills count.
 */
export async function readMachine({
  cwd,
  env,
  facts,
}: {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly facts: ClientFacts;
}): Promise<Machine> {
  const places = machinePlaces(env);
  const shown = machinePaths(cwd, env);
  const open = opener(cwd, shown);
  const { settings, faults: settingsFaults } = readClientSettings(
    [userSettings(env), ...projectSettings(cwd), ...managedSettings(env)],
    { cwd, env },
  );
  const { records, faults: recordFaults } = readRecords(
    join(places.plugins, 'installed_plugins.json'),
    shown,
  );
  const ids = [...settings.enabledPlugins.keys(), ...records.map(({ id }) => id)];
  const {
    marketplaces,
    known,
    names,
    faults: marketplaceFaults,
  } = await machineMarketplaces(settings, new Set(ids.map((id) => id.slice(id.lastIndexOf('@') + 1))), {
    places,
    cwd,
    shown,
    open,
    facts,
  });
  return {
    folder: shown(places.config),
    settings,
    marketplaces: known,
    names,
    faults: [...settingsFaults, ...recordFaults, ...marketplaceFaults],
    loading: loadingOf({
      isHere: (path) => isSameFolder(path, cwd),
      records,
      settings,
      marketplaces,
      skills: skillsFolders(places, cwd, open),
      copyAt: (path) => copyAt(path, open),
      cached: cachedCopies(places, open),
      facts,
    }),
  };
}

function readRecords(
  path: string,
  shown: (path: string) => string,
): { readonly records: readonly InstallRecord[]; readonly faults: readonly Fault[] } {
  if (isMissing(path)) return { records: [], faults: [] };
  const content = readText(path, shown(path), maximumRecordBytes);
  if ('fault' in content) return { records: [], faults: [content.fault] };
  const read = readJson(content.text, shown(path));
  const { value, faults } = validate(installedPlugins, read);
  return { records: value === undefined ? [] : installRecords(read), faults };
}
