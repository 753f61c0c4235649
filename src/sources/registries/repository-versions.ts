import type { Entry } from '../../client/manifest.ts';
import { entriesOf } from '../../client/marketplace-file.ts';
import type { VersionsOf } from '../../client/plugin-copies.ts';
import type { Access } from '../cache/access.ts';
import type { Repository } from '../git/repository.ts';
import { nearMisses, type Tag } from '../git/tags.ts';
import { type PluginPlace, type TaggedVersions, untagged, versionsFromTags } from './tag-versions.ts';

/**
 * Versions of the plugins whose files are in the repository of the marketplace, from its tags. The first call computes those of all
 * plugins, because git is only run once.
 * @param named all tags of the remote, if not all of them were fetched.
 */
export function versionsHere(
  repository: Repository,
  access: Access,
  named: readonly (readonly [name: string, commit: string])[] = [],
): VersionsOf {
  let known: ReadonlyMap<string, TaggedVersions> | undefined;
  let places: readonly PluginPlace[] = [];
  return (entry) => {
    const read = repository.tags();
    if ('problem' in read) {
      access.notice(`the tags of \`${repository.label}\` cannot be read: ${read.problem.message}`);
      return { versions: [] };
    }
    if (known === undefined) {
      places = placesOf(entriesOf(entry.file));
      known = versionsFromTags(repository, read.tags, places);
    }
    const found = known.get(entry.name) ?? untagged;
    const tags = named.length > 0 ? named.map(([name, commit]): Tag => ({ name, commit })) : read.tags;
    return { ...found, misnamedTags: nearMisses(tags, entry.name, { isAlone: places.length === 1 }) };
  };
}

/** The plugins of entries whose files are in the repository of the marketplace. */
export function placesOf(entries: readonly Entry[]): PluginPlace[] {
  const places = new Map<string, PluginPlace>();
  for (const { name, source } of entries)
    if (source.kind === 'path' && !places.has(name)) places.set(name, { name, folder: source.folder });
  return [...places.values()];
}
