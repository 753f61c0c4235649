import { folderTree, type TreeAt } from './folder-tree.ts';
import type { MarketplacePlace } from './place.ts';
import type { VersionsOf } from './plugin.ts';
import { readMarketplace } from './read-marketplace.ts';
import type { FileTree } from './tree.ts';

/**
 * Opens a marketplace folder as a registry.
 * @param source the folder as the user wrote it.
 */
export function openMarketplaceFolder(
  { root, path }: MarketplacePlace,
  {
    source,
    cwd,
    versionsOf,
    treeAt = folderTree,
  }: { source: string; cwd: string; versionsOf?: VersionsOf; treeAt?: TreeAt },
): { readonly tree: FileTree; readonly opened: ReturnType<typeof readMarketplace> } {
  const tree = treeAt(root, cwd);
  return {
    tree,
    opened: readMarketplace(tree, { source, path, ...(versionsOf !== undefined && { versionsOf }) }),
  };
}
