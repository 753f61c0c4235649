import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { marketplacePath } from '../../client/file-tree.ts';

/** Where a marketplace on disk begins, and where in it its file lies. */
export interface MarketplacePlace {
  readonly root: string;
  readonly path: string;
}

/**
 * Takes a path for a marketplace: its folder, or its `marketplace.json`, whose marketplace begins two folders up.
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
