import { type Remembered, rememberedFor } from '../sources/cache/remembered.ts';
import type { FolderTree } from '../sources/files/folder-tree.ts';
import { buildStamp } from '../sources/registries/compiled-file.ts';
import type { Io } from './io.ts';

/**
 * What a command found before in the same files with the same build of mkt. Call it before any of the files is read.
 * @param what the command, and everything else that its result depends on.
 */
export function remembered(
  env: Io['env'],
  trees: readonly { readonly root: string; readonly tree: FolderTree }[],
  what: readonly string[],
): Remembered | undefined {
  const build = buildStamp();
  return build === undefined ? undefined : rememberedFor(trees, { what, build }, env);
}
