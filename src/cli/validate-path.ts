import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Reading } from '../analysis/engine.ts';
import type { Entry } from '../client/manifest.ts';
import type { ClientFacts } from '../model/client.ts';
import { places } from '../model/component-kinds.ts';
import type { Fault } from '../model/problems.ts';
import { folderTree, type TreeAt } from '../sources/files/folder-tree.ts';
import { marketplacePlace } from '../sources/files/marketplace-place.ts';
import type { Io } from './io.ts';

/** What a path was recognized as. */
export type Validated =
  | 'marketplace'
  | 'plugin'
  | 'registry folder'
  | 'index file'
  | 'project'
  | 'settings'
  | 'pattern'
  | 'lock';

/**
 * The folder of the plugin or marketplace that a path belongs to: the file `hooks.json` or the folder of a manifest means the
 * whole plugin. Any other path is returned unchanged.
 */
export function wholeOf(path: string): string {
  const folder = dirname(path);
  switch (basename(path)) {
    case '.claude-plugin':
    case '.mcp.json':
    case '.lsp.json':
      return folder;
    case 'plugin.json':
      return basename(folder) === '.claude-plugin' ? dirname(folder) : folder;
    case 'hooks.json':
      return basename(folder) === 'hooks' ? dirname(folder) : path;
    case 'hooks':
      return isPlugin(folder) ? folder : path;
    default:
      return path;
  }
}

/** What reading depends on. */
export interface ReadWith {
  /** The folder that printed paths are relative to. */
  readonly cwd: string;
  readonly env: Io['env'];
  /** About the client that will load it. */
  readonly facts: ClientFacts;
  /** Opens the folder of a marketplace or plugin. */
  readonly treeAt?: TreeAt | undefined;
}

/** What is wrong with a part by itself. */
export interface PartFaults {
  readonly faults: readonly Fault[];
  /** Whether releases have dependencies, which may be impossible to satisfy together. */
  readonly hasDependencies: boolean;
}

/** All faults of what is at a path, as far as they are in its own files. */
export async function faultsOf(
  { kind, path }: { readonly kind: Validated; readonly path: string },
  how: ReadWith,
): Promise<PartFaults> {
  if (kind === 'marketplace') return marketplaceFaults(path, how);
  const hasDependencies = kind === 'registry folder' || kind === 'index file';
  return { faults: await faultsOfOther({ kind, path }, how), hasDependencies };
}

async function marketplaceFaults(
  path: string,
  { cwd, facts, treeAt = folderTree }: ReadWith,
): Promise<PartFaults> {
  const place = marketplacePlace(path, statSync(path).isFile());
  if (place === undefined) return { faults: [], hasDependencies: false };
  const [{ readWhole }, { declaredDependencies }, { fetchedKinds }] = await Promise.all([
    import('../client/reading/marketplace-reading.ts'),
    import('../client/manifest.ts'),
    import('../client/plugin-source.ts'),
  ]);
  const reading = readWhole(treeAt(place.root, cwd), { path: place.path, facts });
  const faults = await problemsOf(reading);
  if (reading.kind === 'none') return { faults, hasDependencies: false };
  // Releases of such entries can only be read from a server, which `mkt validate` does not ask.
  const isFetched = (entry: Entry | undefined) => fetchedKinds.has(entry?.source.kind);
  // In a repository, tags may have what the current files do not have.
  const hasDependencies =
    reading.plugins.some(
      ({ manifest }) => !isFetched(manifest.entry) && declaredDependencies(manifest).length > 0,
    ) ||
    (existsSync(join(place.root, '.git')) && reading.notable.some(({ source }) => source.kind === 'path'));
  return { faults, hasDependencies };
}

async function faultsOfOther(
  { kind, path }: { readonly kind: Exclude<Validated, 'marketplace'>; readonly path: string },
  { cwd, env, facts, treeAt = folderTree }: ReadWith,
): Promise<readonly Fault[]> {
  switch (kind) {
    case 'plugin':
      return validatePlugin(path, cwd, facts, treeAt);
    case 'registry folder':
      return (await import('../sources/registries/manifest-folder.ts')).readFolder(path, cwd).faults;
    case 'pattern':
      return (await import('../sources/registries/pattern-file.ts')).readPattern(path, cwd).faults;
    case 'index file': {
      const { readIndexFile } = await import('../sources/registries/index-file.ts');
      return (await readIndexFile(path, basename(path), cwd)).faults;
    }
    case 'settings':
      return (await import('../project/settings.ts')).readSettingsFile(path, { cwd, env });
    case 'lock':
      return (await (await import('../project/lock-file.ts')).readLock(dirname(path), cwd))?.faults ?? [];
    case 'project':
      return validateList(path, cwd, env);
  }
}

/** The faults of a list. Those of the settings next to it are reported where these are read. */
async function validateList(path: string, cwd: string, env: Io['env']): Promise<readonly Fault[]> {
  const [{ readProject }, { unknownRules }] = await Promise.all([
    import('../project/index.ts'),
    import('./rule-settings.ts'),
  ]);
  const { project, faults } = await readProject(path, { cwd, env, withoutUser: true });
  return [...faults.filter(({ location }) => location.file === project.file), ...unknownRules(project)];
}

const manifests = ['.claude-plugin/plugin.json', 'plugin.json'];

const pluginMarkers = [
  ...manifests,
  'SKILL.md',
  ...places.filter(({ isMark }) => isMark).map(({ place }) => place),
];

/** Whether a folder is a plugin: by its components too, unless only a manifest counts. */
export const isPlugin = (folder: string, { byManifest = false } = {}): boolean =>
  (byManifest ? manifests : pluginMarkers).some((inside) => existsSync(join(folder, inside)));

async function validatePlugin(
  folder: string,
  cwd: string,
  facts: ClientFacts,
  treeAt: TreeAt,
): Promise<readonly Fault[]> {
  const [{ readPlugin }, { readManifest }] = await Promise.all([
    import('../client/reading/plugin-reading.ts'),
    import('../client/manifest.ts'),
  ]);
  const manifest = readManifest(treeAt(folder, cwd), undefined, facts);
  return problemsOf(readPlugin(manifest));
}

/** What is wrong with something that was read, by all rules. */
async function problemsOf(reading: Reading): Promise<Fault[]> {
  const [{ problemsIn }, { rules }, { modFaults }] = await Promise.all([
    import('../analysis/engine.ts'),
    import('../analysis/rules/index.ts'),
    import('../client/reading/mod-faults.ts'),
  ]);
  const plugins = reading.kind === 'none' ? [] : reading.kind === 'plugin' ? [reading] : reading.plugins;
  const ofMods = await Promise.all(plugins.map(({ manifest, name }) => modFaults(manifest, name)));
  return problemsIn(reading, rules, ofMods.flat());
}
