import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Reading } from '../analysis/engine.ts';
import type { ClientFacts } from '../model/client.ts';
import { places } from '../model/component-kinds.ts';
import type { Fault } from '../model/problems.ts';
import { folderTree, type TreeAt } from '../sources/files/folder-tree.ts';
import { marketplacePlace } from '../sources/files/marketplace-place.ts';

/** What a path was recognized as. */
export type Validated = 'marketplace' | 'plugin' | 'registry folder' | 'index file' | 'project';

/** All faults at a path, and what the path was recognized as; undefined if it is none of these. */
export type Validation = { readonly kind: Validated; readonly faults: readonly Fault[] } | undefined;

/**
 * The folder of the plugin or marketplace that a path belongs to: the file `hooks.json` or the folder of a manifest stands for the
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
      return basename(folder) === '.claude-plugin' ? dirname(folder) : path;
    case 'hooks.json':
      return basename(folder) === 'hooks' ? dirname(folder) : path;
    case 'hooks':
      return isPlugin(folder) ? folder : path;
    default:
      return path;
  }
}

/**
 * Reads a marketplace, a plugin, a folder of manifests, an index file or a project's list, whichever is at a path.
 * @param path absolute; it must exist.
 * @param cwd the folder that printed paths are relative to.
 * @param facts about the client that will load it.
 * @param treeAt opens the folder of a marketplace or plugin.
 */
export async function validatePath(
  path: string,
  cwd: string,
  facts: ClientFacts,
  treeAt: TreeAt = folderTree,
): Promise<Validation> {
  const isFile = statSync(path).isFile();
  const place = marketplacePlace(path, isFile);
  if (place !== undefined) {
    const { readWhole } = await import('../client/reading/marketplace-reading.ts');
    const reading = readWhole(treeAt(place.root, cwd), { path: place.path, facts });
    return { kind: 'marketplace', faults: await problemsOf(reading) };
  }
  if (isFile) return validateFile(path, cwd);
  if (isPlugin(path)) return validatePlugin(path, cwd, facts, treeAt);
  const { readFolder } = await import('../sources/registries/manifest-folder.ts');
  const { files, faults } = readFolder(path, cwd);
  return files.length === 0 && faults.length === 0 ? undefined : { kind: 'registry folder', faults };
}

const pluginMarkers = [
  '.claude-plugin/plugin.json',
  'plugin.json',
  'SKILL.md',
  ...places.filter(({ isMark }) => isMark).map(({ place }) => place),
];

const isPlugin = (folder: string): boolean =>
  pluginMarkers.some((inside) => existsSync(join(folder, inside)));

async function validatePlugin(
  folder: string,
  cwd: string,
  facts: ClientFacts,
  treeAt: TreeAt,
): Promise<Validation> {
  const [{ readPlugin }, { readManifest }] = await Promise.all([
    import('../client/reading/plugin-reading.ts'),
    import('../client/manifest.ts'),
  ]);
  const manifest = readManifest(treeAt(folder, cwd), undefined, facts);
  return { kind: 'plugin', faults: await problemsOf(readPlugin(manifest)) };
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

async function validateFile(path: string, cwd: string): Promise<Validation> {
  if (!basename(path).endsWith('.json')) return undefined;
  const { readIndexFile } = await import('../sources/registries/index-file.ts');
  return { kind: 'index file', faults: (await readIndexFile(path, basename(path), cwd)).faults };
}
