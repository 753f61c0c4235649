import { join } from 'node:path';
import { marketplaceRecords } from '../../client/machine/records.ts';
import type { PluginId } from '../../model/plugin-id.ts';
import { readOwn } from '../../sources/files/read-file.ts';
import { listOf, member, textOf } from '../../text/values.ts';
import { isSameFolder, machinePlaces } from './machine-places.ts';

/** What the client has recorded of an installed plugin; without a commit or a version where it recorded none. */
export interface InstalledCopy {
  readonly scope: string;
  readonly commit?: string;
  readonly version?: string;
}

/** What the client has recorded on this machine that counts in one project. */
export interface InstalledHere {
  /** The folders and files of marketplaces, by name. */
  readonly marketplaces: ReadonlyMap<string, string>;
  readonly plugins: ReadonlyMap<PluginId, InstalledCopy>;
}

/** Reads the client's records; what is not there or cannot be read is not installed, as far as is known. */
export function installedHere(
  root: string,
  env: Readonly<Record<string, string | undefined>>,
): InstalledHere {
  const { plugins: folder } = machinePlaces(env);
  const known = jsonIn(join(folder, 'known_marketplaces.json')) ?? {};
  const recorded = member(jsonIn(join(folder, 'installed_plugins.json')), 'plugins') ?? {};
  const plugins = Object.entries(recorded).flatMap(([id, records]) => {
    const inProject = (record: unknown) => textOf(member(record, 'projectPath'));
    const ofProject = listOf(records).find((record) => {
      const project = inProject(record);
      return project !== undefined && isSameFolder(project, root);
    });
    // What is installed for the user is another copy, which the client does not move with the project's.
    const here = ofProject ?? listOf(records).find((record) => inProject(record) === undefined);
    return here === undefined ? [] : [[id, copyOf(here)] as const];
  });
  return {
    marketplaces: new Map(marketplaceRecords(known).map(({ name, place }) => [name, place])),
    plugins: new Map(plugins),
  };
}

function copyOf(record: unknown): InstalledCopy {
  const [commit, version] = ['gitCommitSha', 'version'].map((key) => textOf(member(record, key)));
  return {
    scope: textOf(member(record, 'scope')) ?? 'user',
    ...(commit !== undefined && { commit }),
    ...(version !== undefined && { version }),
  };
}

function jsonIn(file: string): object | undefined {
  try {
    const value: unknown = JSON.parse(readOwn(file));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
