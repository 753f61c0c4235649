import type { FileTree } from '../../client/file-tree.ts';
import { type Origin, readMarketplace } from '../../client/marketplace.ts';
import type { VersionsOf } from '../../client/plugin-copies.ts';
import type { ClientFacts } from '../../model/client.ts';
import { folderTree, type TreeAt } from '../files/folder-tree.ts';
import type { MarketplacePlace } from '../files/marketplace-place.ts';

/**
 * Opens a marketplace folder as a registry.
 * @param source the folder as the user wrote it.
 */
export function openMarketplaceFolder(
  { root, path }: MarketplacePlace,
  {
    source,
    cwd,
    facts,
    versionsOf,
    origin,
    treeAt = folderTree,
  }: {
    source: string;
    cwd: string;
    facts: ClientFacts;
    versionsOf?: VersionsOf;
    origin?: Origin;
    treeAt?: TreeAt;
  },
): { readonly tree: FileTree; readonly opened: ReturnType<typeof readMarketplace> } {
  const tree = treeAt(root, cwd);
  return {
    tree,
    opened: readMarketplace(tree, {
      source,
      path,
      facts,
      ...(versionsOf !== undefined && { versionsOf }),
      ...(origin !== undefined && { origin }),
    }),
  };
}
