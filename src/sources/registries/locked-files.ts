import { resolve } from 'node:path';
import type { FileTree } from '../../client/file-tree.ts';
import { sourceOf } from '../../client/plugin-source.ts';
import type { LockedMarketplace, LockedPlugin } from '../../model/lock.ts';
import type { Access } from '../cache/access.ts';
import { openMirror } from '../cache/mirror.ts';
import { folderTree } from '../files/folder-tree.ts';
import { marketplacePlace } from '../files/marketplace-place.ts';
import { gitFolderOf } from '../git/git-folder.ts';
import { openRepository } from '../git/repository.ts';
import { type GitSource, gitPlaceOf, pinOf } from './git-place.ts';

/** The files of a locked plugin, or why they are not available. */
export type LockedFiles =
  | {
      readonly content: FileTree;
      /** The tags of its repository with their commits; undefined for a folder. */
      readonly tags?: readonly (readonly [name: string, commit: string])[];
      /** Where the ref that was asked for, or else the default branch, leads to now. */
      readonly head?: string;
      /** Whether a ref, or without one any branch or tag, has the commit in its history; undefined if that cannot be found out. */
      readonly inHistory?: (ref: string | undefined) => Promise<boolean | undefined>;
    }
  | { readonly problem: string; readonly isMissing?: boolean };

/**
 * The files of a locked plugin, by its commit. Nothing is resolved: the registries are not asked. What the cache has is not fetched
 * again.
 * @param root the project's folder, from which the paths of marketplaces count.
 */
export async function lockedFiles(
  plugin: Pick<LockedPlugin, 'source' | 'ref' | 'commit'>,
  marketplace: LockedMarketplace | undefined,
  { root, cwd, access }: { root: string; cwd: string; access: Access },
): Promise<LockedFiles> {
  if (typeof plugin.source === 'string') return inMarketplace(plugin, marketplace, { root, cwd, access });
  const source = sourceOf(plugin.source, undefined);
  if (!['github', 'url', 'git-subdir'].includes(source.kind))
    return { problem: 'mkt does not fetch sources of this kind' };
  const place = gitPlaceOf(source as GitSource, 'disk');
  if ('failed' in place) return { problem: place.failed };
  const { commit } = plugin;
  if (commit === undefined) return { problem: 'the lock names no commit for it' };
  const { folder, remote } = place;
  const opened = await openMirror(remote, access, async () => undefined);
  if ('problem' in opened) return { problem: opened.problem.message };
  const { mirror } = opened;
  const pinned = await access.transfer(() => pinOf(mirror, remote, commit, access));
  if ('problem' in pinned) return { problem: pinned.problem.message, isMissing: true };
  const { repository, tags, head } = mirror;
  const [own] = repository.objects.folders([`${commit}:${folder}`]);
  if (own === undefined) return { problem: `its commit has no folder \`${folder || '.'}\``, isMissing: true };
  return {
    content: repository.tree(commit, folder),
    tags,
    head,
    inHistory: async (ref) =>
      (await import('../cache/history.ts')).isInHistory(
        { url: remote.url, label: remote.label, ...(ref !== undefined && { ref }) },
        commit,
        access,
      ),
  };
}

/** A plugin of a marketplace that is named by a path: a folder, perhaps with a repository, or a bare repository. */
function inMarketplace(
  { source, commit }: Pick<LockedPlugin, 'source' | 'commit'>,
  marketplace: LockedMarketplace | undefined,
  { root, cwd, access }: { root: string; cwd: string; access: Access },
): LockedFiles {
  if (marketplace === undefined) return { problem: 'the lock does not name its marketplace' };
  const path = resolve(root, marketplace.source);
  const stated = sourceOf(source, undefined);
  if (stated.kind !== 'path') return { problem: 'its source is not a path inside the marketplace' };
  const folder = marketplacePlace(path, path.endsWith('.json'))?.root ?? path;
  if (commit === undefined) return { content: folderTree(resolve(folder, stated.folder), cwd) };
  const git = gitFolderOf(folder);
  if (git === undefined) return { problem: `\`${marketplace.source}\` is no longer a repository` };
  if ('refused' in git) return { problem: git.refused };
  const repository = openRepository(git.gitDir, { label: marketplace.source, env: access.env });
  const [own] = repository.objects.folders([`${commit}:${stated.folder}`]);
  if (own === undefined) return { problem: 'its commit no longer exists', isMissing: true };
  const tags = repository.tags();
  const head = repository.commitOf(['HEAD']);
  return {
    content: repository.tree(commit, stated.folder),
    ...('tags' in tags && { tags: tags.tags.map((tag) => [tag.name, tag.commit] as const) }),
    ...(head !== undefined && { head }),
  };
}
