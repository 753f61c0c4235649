import { componentKinds } from '../../model/component-kinds.ts';
import { filesBelow } from '../file-tree.ts';
import type { Manifest } from '../manifest.ts';
import { type FoundComponent, foundAt, topOf } from './found-component.ts';

/** The files that the plugin puts on PATH. */
export function findExecutables(manifest: Manifest): FoundComponent<'executables'>[] {
  const { place } = componentKinds.executables;
  return filesBelow(manifest.tree?.files() ?? [], place)
    .filter((file) => !file.includes('/'))
    .map((name) => foundAt('executables', name, name, () => topOf(manifest, `${place}/${name}`)));
}
