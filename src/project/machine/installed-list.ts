import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installRecords, marketplaceRecords } from '../../client/machine/records.ts';
import type { PluginId } from '../../model/plugin-id.ts';
import { readOwn } from '../../sources/files/read-file.ts';
import { readJson } from '../../text/json.ts';
import { sourceText } from '../settings.ts';
import { isSameFolder, machinePlaces } from './machine-places.ts';

/** Installed plugins as a list names them. */
export interface InstalledList {
  readonly plugins: readonly PluginId[];
  /** Their marketplaces, as a list names them. */
  readonly registries: readonly string[];
  /** How many more are installed for the user, in every folder. */
  readonly ofUser: number;
}

/**
 * The plugins that the client has installed for a folder, without those that only came along with others.
 * @param withUser also those that are installed for the user, in every folder.
 */
export function installedList(
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
  withUser: boolean,
): InstalledList {
  const { plugins: folder } = machinePlaces(env);
  const read = (name: string) => {
    const file = join(folder, name);
    return existsSync(file) ? readJson(readOwn(file), file) : undefined;
  };
  const recorded = read('installed_plugins.json');
  const records = (recorded === undefined ? [] : installRecords(recorded)).filter(
    ({ isDependency, projectPath }) =>
      !isDependency && (projectPath === undefined || isSameFolder(projectPath, cwd)),
  );
  const isChosen = ({ projectPath }: (typeof records)[number]) => withUser || projectPath !== undefined;
  const chosen = records.filter(isChosen);
  const used = new Set(chosen.map(({ marketplace }) => marketplace));
  const known = read('known_marketplaces.json')?.value;
  const marketplaces = typeof known === 'object' && known !== null ? marketplaceRecords(known) : [];
  return {
    plugins: [...new Set(chosen.map(({ id }) => id))].sort(),
    registries: marketplaces
      .filter(({ name }) => used.has(name))
      .map(({ name, source }) => sourceText(source, { name, root: cwd, cwd })),
    ofUser: new Set(records.filter((each) => !isChosen(each)).map(({ id }) => id)).size,
  };
}
