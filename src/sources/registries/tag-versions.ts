import { manifestPath, strayManifestPath } from '../../client/manifest.ts';
import type { PluginVersion } from '../../client/plugin-copies.ts';
import { maximumBytes } from '../../text/source-text.ts';
import { nearFiles } from '../git/commit-tree.ts';
import type { TreeEntry } from '../git/objects.ts';
import { walkedTogether } from '../git/prefetch.ts';
import type { Repository } from '../git/repository.ts';
import { type Tag, type VersionTag, versionTags } from '../git/tags.ts';

/** A plugin of a repository: the name at the start of its tags, and its folder, empty for the root. */
export interface PluginPlace {
  readonly name: string;
  readonly folder: string;
}

interface TaggedFolder {
  readonly place: PluginPlace;
  readonly tag: VersionTag;
  /** Files that are known without walking, by path in the folder of the plugin. */
  readonly near: ReadonlyMap<string, string>;
}

const metadataFolder = '.claude-plugin';

/** What the tags of a plugin hold. */
export interface TaggedVersions {
  readonly versions: readonly PluginVersion[];
  /** Versions of tags on commits without the folder of the plugin: the client chooses them, and then installs nothing. */
  readonly hollow: readonly string[];
}

/** A plugin without tags. */
export const untagged: TaggedVersions = { versions: [], hollow: [] };

/**
 * The versions of plugins from the tags of their repository. However many tags and plugins there are, one process reads their
 * folders, and two read their manifests.
 */
export function versionsFromTags(
  repository: Repository,
  tags: readonly Tag[],
  places: readonly PluginPlace[],
): ReadonlyMap<string, TaggedVersions> {
  const { found, hollow } = taggedFolders(repository, tags, places);
  repository.objects.blobs(manifestBlobs(found), maximumBytes);
  const beforeWalk = walkedTogether(
    repository.objects,
    found.map(({ place: { folder }, tag: { commit } }) => ({ commit, folder })),
  );
  const all = new Map(
    places.map(({ name }) => [name, { versions: [] as PluginVersion[], hollow: [] as string[] }] as const),
  );
  for (const { place, tag, near } of found) {
    all.get(place.name)?.versions.push({
      version: tag.version,
      tree: repository.tree(tag.commit, place.folder, { tag: tag.name, near, beforeWalk }),
      tag: tag.name,
      commit: tag.commit,
      ...(tag.date !== undefined && { date: tag.date }),
    });
  }
  for (const { place, tag } of hollow) all.get(place.name)?.hollow.push(tag.version);
  return all;
}

/** The blobs that {@link versionsFromTags} reads. */
export function blobsOfTags(
  repository: Repository,
  tags: readonly Tag[],
  places: readonly PluginPlace[],
): string[] {
  return manifestBlobs(taggedFolders(repository, tags, places).found);
}

function taggedFolders(
  { objects }: Repository,
  tags: readonly Tag[],
  places: readonly PluginPlace[],
): { readonly found: TaggedFolder[]; readonly hollow: Omit<TaggedFolder, 'near'>[] } {
  const own = versionTags(
    tags,
    places.map(({ name }) => name),
  );
  const wanted = places.flatMap((place) => (own.get(place.name) ?? []).map((tag) => ({ place, tag })));
  const folders = objects.folders(
    wanted.flatMap(({ place: { folder }, tag: { commit } }) => [
      `${commit}:${folder}`,
      `${commit}:${folder === '' ? '' : `${folder}/`}${metadataFolder}`,
    ]),
  );
  return {
    found: wanted.flatMap(({ place, tag }, index): TaggedFolder[] => {
      const own = folders[2 * index];
      return own === undefined ? [] : [{ place, tag, near: nearOf(own, folders[2 * index + 1]) }];
    }),
    hollow: wanted.filter((_, index) => folders[2 * index] === undefined),
  };
}

function nearOf(own: readonly TreeEntry[], metadata: readonly TreeEntry[] | undefined): Map<string, string> {
  const isLink = own.some(({ name, kind }) => name === metadataFolder && kind === 'link');
  return new Map([...nearFiles('', own), ...(isLink ? [] : nearFiles(metadataFolder, metadata ?? []))]);
}

/** A manifest in the root counts only if there is none in its own folder. */
function manifestBlobs(found: readonly TaggedFolder[]): string[] {
  const ids = found.flatMap(({ near }) => near.get(manifestPath) ?? near.get(strayManifestPath) ?? []);
  return [...new Set(ids)];
}
