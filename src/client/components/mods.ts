import { componentKinds } from '../../model/component-kinds.ts';
import { member } from '../../text/values.ts';
import { hasFile, pathInTree } from '../file-tree.ts';
import { openJson } from '../json-file.ts';
import type { Manifest } from '../manifest.ts';
import { type FoundComponent, foundAt } from './found-component.ts';

/**
 * The mod of a plugin: the module that its default hook file names, identified by the path of the module. A plugin has one; the
 * client rejects a second entry.
 */
export function findMods({ tree }: Manifest): FoundComponent<'mods'>[] {
  const { place } = componentKinds.mods;
  const file = tree && openJson(tree, place);
  const modules = member(file?.value, 'modules');
  if (file === undefined || !Array.isArray(modules)) return [];
  const stated: unknown = modules[0];
  // It is relative to the hook file.
  const folder = place.slice(0, place.lastIndexOf('/'));
  const path = typeof stated === 'string' ? pathInTree(folder, stated) : undefined;
  if (path === undefined || !isModule.test(path) || !hasFile(tree?.files() ?? [], path)) return [];
  return [foundAt('mods', path, path, () => file.read().locate(['modules', 0]))];
}

const isModule = /\.(?:[cm]?[jt]s|[jt]sx)$/;
