import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { recordFile, skillsFolder } from '../../changes/copies.ts';
import { installRecords } from '../../client/machine/records.ts';
import { manifestPath } from '../../client/manifest.ts';
import type { InstallRecord, OwnPlugin } from '../../model/machine.ts';
import { type PluginId, skillsMarketplace } from '../../model/plugin-id.ts';
import type { ClientSettings } from '../../model/settings.ts';
import { isVersion } from '../../model/version.ts';
import { readOwn } from '../../sources/files/read-file.ts';
import { readJson } from '../../text/json.ts';
import { member, textOf } from '../../text/values.ts';
import { isSameFolder, machinePlaces } from './machine-places.ts';

/**
 * The plugins that a session in a folder finds by itself: those installed for the user or for this folder, and those in the folders
 * of skills, without mkt's own copies. Only names are read: the whole picture is `readMachine`.
 */
export function ownPlugins(
  cwd: string,
  settings: ClientSettings,
  env: Readonly<Record<string, string | undefined>>,
): readonly OwnPlugin[] {
  const { config } = machinePlaces(env);
  const isOn = (id: string, usually: boolean) => settings.enabledPlugins.get(id)?.value ?? usually;
  const installed = installedFor(cwd, env).map(({ id, name, installPath, scope }): OwnPlugin => {
    const manifest = installPath === undefined ? undefined : manifestIn(installPath);
    return { id, name: textOf(member(manifest, 'name')) ?? name, scope, isOn: isOn(id, false) };
  });
  const copies = copyFolders(cwd);
  const skills = (scope: 'user' | 'project', folder: string) =>
    namesIn(folder).flatMap((folderName): OwnPlugin[] => {
      if (scope === 'project' && copies.has(folderName)) return [];
      const manifest = manifestIn(join(folder, folderName));
      const name = textOf(member(manifest, 'name'));
      if (name === undefined) return [];
      const id = `${name}@${skillsMarketplace}`;
      return [{ id, name, scope, isOn: isOn(id, member(manifest, 'defaultEnabled') !== false) }];
    });
  return [
    ...installed,
    ...skills('user', join(config, 'skills')),
    ...skills('project', join(cwd, skillsFolder)),
  ];
}

/** The installations that count for a session in a folder. */
function installedFor(cwd: string, env: Readonly<Record<string, string | undefined>>): InstallRecord[] {
  const recorded = textOfFile(join(machinePlaces(env).plugins, 'installed_plugins.json'));
  return (recorded === undefined ? [] : installRecords(readJson(recorded, ''))).filter(
    ({ projectPath }) => projectPath === undefined || isSameFolder(projectPath, cwd),
  );
}

/** The version in which each plugin is installed for a session in a folder; those without one that can be locked are left out. */
export function installedVersions(
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
): ReadonlyMap<PluginId, string> {
  return new Map(
    installedFor(cwd, env).flatMap(({ id, resolvedVersion, version = '' }) => {
      const known = resolvedVersion ?? version;
      return isVersion(known) ? [[id, known] as const] : [];
    }),
  );
}

/** The folders of mkt's copies in a project. */
function copyFolders(root: string): ReadonlySet<string> {
  const record = jsonIn(join(root, recordFile));
  return new Set(
    Object.values(member(record, 'plugins') ?? {}).flatMap((each) => textOf(member(each, 'folder')) ?? []),
  );
}

const manifestIn = (folder: string): unknown => jsonIn(join(folder, manifestPath));

/** The value of a JSON file; undefined if there is none that can be read. */
function jsonIn(file: string): unknown {
  const text = textOfFile(file);
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function textOfFile(file: string): string | undefined {
  try {
    return readOwn(file).replace(/^\ufeff/, '');
  } catch {
    return undefined;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => existsSync(join(folder, name, manifestPath)))
      .sort();
  } catch {
    return [];
  }
}
