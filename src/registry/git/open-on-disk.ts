import type { Fault } from '../../model/fault.ts';
import type { Registry } from '../../model/registry.ts';
import type { Access } from '../cache/access.ts';
import type { TreeAt } from '../marketplace/folder-tree.ts';
import { openMarketplaceFolder } from '../marketplace/open-folder.ts';
import { marketplacePlace } from '../marketplace/place.ts';
import type { VersionsOf } from '../marketplace/plugin.ts';
import { readMarketplace } from '../marketplace/read-marketplace.ts';
import type { FileTree } from '../marketplace/tree.ts';
import { versionsHere } from './here.ts';
import { gitDirOf, openRepository } from './repository.ts';

/** A registry with what is wrong in its files, or why there is none. */
export type OpenedSource =
  | { readonly registry?: Registry; readonly faults: readonly Fault[] }
  | { readonly problem: string };

/** A marketplace folder with the versions that the tags of its repository hold, if it is the top of one. */
export async function openMarketplaceOnDisk(
  path: string,
  isFile: boolean,
  { source, cwd, access, treeAt }: { source: string; cwd: string; access: Access; treeAt?: TreeAt },
): Promise<OpenedSource> {
  const place = marketplacePlace(path, isFile);
  if (place === undefined) return { faults: [] };
  const gitDir = gitDirOf(place.root);
  const elsewhere = elsewhereLater(access, { trusted: true });
  const here = gitDir && versionsHere(openRepository(gitDir, { label: '', env: access.env }), access);
  const versionsOf: VersionsOf = (entry) =>
    entry.source.kind !== 'path' ? elsewhere(entry) : here ? here(entry) : { versions: [] };
  return resultOf(
    await openMarketplaceFolder(place, { source, cwd, versionsOf, ...(treeAt && { treeAt }) }).opened,
  );
}

/** The marketplace at the tip of a repository without a working copy. */
export async function openBareRepository(
  gitDir: string,
  { source, label, access }: { source: string; label: string; access: Access },
): Promise<OpenedSource> {
  const repository = openRepository(gitDir, { label, env: access.env });
  const head = repository.commitOf(['HEAD']);
  if (head === undefined)
    return { problem: repository.objects.problem()?.message ?? 'the repository has no commits' };
  return openTree(repository.tree(head, ''), source, {
    here: versionsHere(repository, access),
    elsewhere: elsewhereLater(access, { trusted: true }),
  });
}

/** Loaded when the first plugin from elsewhere is asked for: most marketplaces have none. */
export function elsewhereLater(access: Access, options: { trusted: boolean }): VersionsOf {
  return async (entry) => {
    const { versionsElsewhere } = await import('./elsewhere.ts');
    return versionsElsewhere(access, options)(entry);
  };
}

/**
 * A marketplace whose files are a commit of a repository.
 * @param here where the versions of its own plugins come from.
 * @param elsewhere where those of all others come from.
 */
export async function openTree(
  tree: FileTree,
  source: string,
  { here, elsewhere }: { here: VersionsOf; elsewhere: VersionsOf },
): Promise<OpenedSource> {
  return resultOf(
    await readMarketplace(tree, {
      source,
      versionsOf: (entry) => (entry.source.kind === 'path' ? here(entry) : elsewhere(entry)),
    }),
  );
}

/** The registry of a marketplace that was read, and what was wrong. */
export function resultOf({ marketplace, faults }: Awaited<ReturnType<typeof readMarketplace>>): OpenedSource {
  return { faults, ...(marketplace && { registry: marketplace.registry }) };
}
