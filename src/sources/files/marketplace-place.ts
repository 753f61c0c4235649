import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { marketplacePath } from '../../client/file-tree.ts';

/** The root of a marketplace on disk, and its file in it. */
export interface MarketplacePlace {
  readonly root: string;
  readonly path: string;
}

/**
 * Takes a path as a marketplace: its folder, or its `marketplace.json`, two folders below its root.
 * @returns undefined if it is neither.
 */
export function marketplacePlace(path: string, isFile: boolean): MarketplacePlace | undefined {
  if (!isFile)
    return existsSync(join(path, marketplacePath)) ? { root: path, path: marketplacePath } : undefined;
  if (basename(path) !== 'marketplace.json') return undefined;
  const folder = dirname(path);
  return basename(folder) === '.claude-plugin'
    ? { root: dirname(folder), path: marketplacePath }
    : { root: folder, path: 'marketplace.json' };
}
