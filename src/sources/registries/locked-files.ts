import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { FileTree } from '../../client/file-tree.ts';
import { sourceOf } from '../../client/plugin-source.ts';
import type { LockedMarketplace, LockedPlugin } from '../../model/lock.ts';
import type { Access } from '../cache/access.ts';
import { type Mirrored, openMirror } from '../cache/mirror.ts';
import type { Remote } from '../cache/transfer.ts';
import { folderTree } from '../files/folder-tree.ts';
import { marketplacePlace } from '../files/marketplace-place.ts';
import { gitFolderOf } from '../git/git-folder.ts';
import { type CommitFolder, readTogether } from '../git/prefetch.ts';
import { openRepository, type Repository } from '../git/repository.ts';
import { type GitPlace, type GitSource, gitPlaceOf, pinOf } from './git-place.ts';

/** The files of a locked plugin, or why they are not available. */
export type LockedFiles =
  | {
      readonly content: FileTree;
      /** The names at the top of the repository or the folder that holds it. */
      readonly around: () => readonly string[];
      /** The tags of its repository with their commits; undefined for a folder. */
      readonly tags?: readonly (readonly [name: string, commit: string])[];
      /** Where the ref that was asked for, or else the default branch, leads to now. */
      readonly head?: string;
      /** Whether a ref, or without one any branch or tag, has the commit in its history; undefined if that cannot be found out. */
      readonly inHistory?: (ref: string | undefined) => Promise<boolean | undefined>;
    }
  /** `isWorld`: the network, a server or git is the cause, and another time the files may be there. */
  | { readonly problem: string; readonly isMissing?: boolean; readonly isWorld?: boolean };

/** The repositories that were opened for locked plugins; what is read of one is kept with it. */
export interface OpenedRepositories {
  readonly mirrors: Map<string, Promise<Mirrored>>;
  readonly local: Map<string, Repository>;
}

/** No repository so far. */
export const noneOpened = (): OpenedRepositories => ({ mirrors: new Map(), local: new Map() });

/** What it takes to get at the files of locked plugins. */
export interface LockedPlaces {
  /** The project's folder, from which the paths of marketplaces count. */
  readonly root: string;
  readonly cwd: string;
  readonly access: Access;
  /** For many plugins in turn. */
  readonly opened?: OpenedRepositories;
}

type Locked = Pick<LockedPlugin, 'source' | 'ref' | 'commit'>;

/** A plugin in a repository that its source names, or why it is none. */
function placeOf({ source }: Locked): GitPlace | { readonly failed: string } {
  const stated = sourceOf(source, undefined);
  if (!['github', 'url', 'git-subdir'].includes(stated.kind))
    return { failed: 'mkt does not fetch sources of this kind' };
  return gitPlaceOf(stated as GitSource, 'disk');
}

function mirrorOf(remote: Remote, { access, opened = noneOpened() }: LockedPlaces): Promise<Mirrored> {
  const key = JSON.stringify([remote.url, remote.ref ?? null]);
  const mirror = opened.mirrors.get(key) ?? openMirror(remote, access, async () => undefined);
  opened.mirrors.set(key, mirror);
  return mirror;
}

/**
 * Reads what all of some locked plugins hold, with a few processes for each repository instead of some for each plugin. What is not
 * available is left to {@link lockedFiles}, which says why.
 */
export async function readLockedTogether(plugins: readonly Locked[], places: LockedPlaces): Promise<void> {
  const wanted = new Map<Repository, CommitFolder[]>();
  for (const plugin of plugins) {
    const { commit } = plugin;
    const place = typeof plugin.source === 'string' ? undefined : placeOf(plugin);
    if (commit === undefined || place === undefined || 'failed' in place) continue;
    const { folder, remote } = place;
    const mirrored = await mirrorOf(remote, places);
    if ('problem' in mirrored) continue;
    const { mirror } = mirrored;
    const pinned = await places.access.transfer(() => pinOf(mirror, remote, commit, places.access));
    if ('problem' in pinned) continue;
    const { repository } = mirror;
    wanted.set(repository, [...(wanted.get(repository) ?? []), { commit, folder }]);
  }
  for (const [{ objects }, folders] of wanted) readTogether(objects, folders);
}

/**
 * The files of a locked plugin, by its commit. Nothing is resolved: the registries are not asked. What the cache has is not fetched
 * again.
 */
export async function lockedFiles(
  plugin: Locked,
  marketplace: LockedMarketplace | undefined,
  places: LockedPlaces,
): Promise<LockedFiles> {
  const { access } = places;
  if (typeof plugin.source === 'string') return inMarketplace(plugin, marketplace, places);
  const place = placeOf(plugin);
  if ('failed' in place) return { problem: place.failed };
  const { commit } = plugin;
  if (commit === undefined) return { problem: 'the lock names no commit for it' };
  const { folder, remote } = place;
  const opened = await mirrorOf(remote, places);
  if ('problem' in opened) return { problem: opened.problem.message, isWorld: true };
  const { mirror } = opened;
  const pinned = await access.transfer(() => pinOf(mirror, remote, commit, access));
  if ('problem' in pinned) {
    const { kind, message } = pinned.problem;
    return { problem: message, isMissing: true, isWorld: kind === 'offline' || kind === 'time-out' };
  }
  const { repository, tags, head } = mirror;
  const [own] = repository.objects.folders([`${commit}:${folder}`]);
  if (own === undefined) return { problem: `its commit has no folder \`${folder || '.'}\``, isMissing: true };
  return {
    content: repository.tree(commit, folder),
    around: () => namesAt(repository, commit),
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

const namesAt = ({ objects }: Repository, commit: string): readonly string[] =>
  (objects.folders([`${commit}:`])[0] ?? []).map(({ name }) => name);

/** A plugin of a marketplace that is named by a path: a folder, perhaps with a repository, or a bare repository. */
function inMarketplace(
  { source, commit }: Pick<LockedPlugin, 'source' | 'commit'>,
  marketplace: LockedMarketplace | undefined,
  { root, cwd, access, opened = noneOpened() }: LockedPlaces,
): LockedFiles {
  if (marketplace === undefined) return { problem: 'the lock does not name its marketplace' };
  const path = resolve(root, marketplace.source);
  const stated = sourceOf(source, undefined);
  if (stated.kind !== 'path') return { problem: 'its source is not a path inside the marketplace' };
  const folder = marketplacePlace(path, path.endsWith('.json'))?.root ?? path;
  if (commit === undefined)
    return { content: folderTree(resolve(folder, stated.folder), cwd), around: () => readdirSync(folder) };
  const git = gitFolderOf(folder);
  if (git === undefined) return { problem: `\`${marketplace.source}\` is no longer a repository` };
  if ('refused' in git) return { problem: git.refused };
  const repository =
    opened.local.get(git.gitDir) ??
    openRepository(git.gitDir, { label: marketplace.source, env: access.env });
  opened.local.set(git.gitDir, repository);
  const [own] = repository.objects.folders([`${commit}:${stated.folder}`]);
  if (own === undefined) return { problem: 'its commit no longer exists', isMissing: true };
  const tags = repository.tags();
  const head = repository.commitOf(['HEAD']);
  return {
    content: repository.tree(commit, stated.folder),
    around: () => namesAt(repository, commit),
    ...('tags' in tags && { tags: tags.tags.map((tag) => [tag.name, tag.commit] as const) }),
    ...(head !== undefined && { head }),
  };
}
