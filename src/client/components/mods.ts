import { componentKinds } from '../../model/component-kinds.ts';
import type { ModReading } from '../../model/mod.ts';
import { member } from '../../text/values.ts';
import { hasFile, pathInTree } from '../file-tree.ts';
import type { JsonFile } from '../json-file.ts';
import type { Manifest } from '../manifest.ts';
import { type FoundComponent, foundAt } from './found-component.ts';

/**
 * The mod of a plugin: the module that its default hook file names, identified by the path of the module. A plugin has one; the
 * client rejects a second entry.
 */
export function findMods(manifest: Manifest): FoundComponent<'mods'>[] {
  const stated = statedModules(manifest);
  const [path] = stated?.paths ?? [];
  if (stated === undefined || path === undefined) return [];
  if (!isModule.test(path) || !hasFile(manifest.tree?.files() ?? [], path)) return [];
  return [foundAt('mods', path, path, () => stated.file.read().locate(['modules', 0]))];
}

/** The modules that the hook file names, as paths in the plugin; undefined for one that cannot be a path. */
export function statedModules({
  open,
}: Manifest): { readonly file: JsonFile; readonly paths: readonly (string | undefined)[] } | undefined {
  const { place } = componentKinds.mods;
  const file = open(place);
  const modules = member(file?.value, 'modules');
  if (file === undefined || !Array.isArray(modules)) return undefined;
  // They are relative to the hook file.
  const folder = place.slice(0, place.lastIndexOf('/'));
  const paths = modules.map((stated: unknown) =>
    typeof stated === 'string' ? pathInTree(folder, stated) : undefined,
  );
  return { file, paths };
}

const known = new WeakMap<Manifest, Promise<ModReading | undefined>>();

/** What the mod of a plugin does; undefined if it has none. The parser is loaded only if there is one. */
export function modOf(manifest: Manifest): Promise<ModReading | undefined> {
  const before = known.get(manifest);
  if (before !== undefined) return before;
  const [found] = findMods(manifest);
  const { tree } = manifest;
  const reading =
    found === undefined || tree === undefined
      ? Promise.resolve(undefined)
      : import('../mods/read-mod.ts').then(({ readMod }) => readMod(tree, found.item));
  known.set(manifest, reading);
  return reading;
}

const isModule = /\.(?:[cm]?[jt]s|[jt]sx)$/;
