import { staleness } from '../changes/stale.ts';
import { sourceOf } from '../client/plugin-source.ts';
import type { Lock, LockedPlugin } from '../model/lock.ts';
import { masked } from '../model/mask.ts';
import type { Spec } from '../model/resolution.ts';
import { type GitSource, gitPlaceOf } from '../sources/registries/git-place.ts';

/**
 * The commits that a lock names, if it matches the list; else undefined. Where the cache has them, the lock says what to read, and
 * whether there is something newer is a question for `mkt outdated`.
 */
export function lockedCommits(
  lock: Lock,
  specs: readonly Spec[],
): ReadonlyMap<string, readonly string[]> | undefined {
  // What is no longer needed is read as it is locked.
  return staleness(lock, specs).some((stale) => stale.case !== 'unreached') ? undefined : commitsIn(lock);
}

/** The commits that a lock names, by the URL of their repository as a lock has it. */
export function commitsIn(lock: Lock): ReadonlyMap<string, readonly string[]> {
  const commits = new Map<string, string[]>();
  const add = (url: string, commit: string) => commits.set(url, [...(commits.get(url) ?? []), commit]);
  for (const { url, commit } of lock.marketplaces.values())
    if (url !== undefined && commit !== undefined) add(url, commit);
  const places = new Map<string, string | undefined>();
  for (const plugin of lock.plugins.values()) {
    const { source } = plugin;
    const stated = JSON.stringify(typeof source === 'string' ? source : { ...source, path: undefined });
    // A lock names the same few repositories again and again.
    if (!places.has(stated)) places.set(stated, repositoryOf(plugin));
    const url = places.get(stated);
    if (url !== undefined && plugin.commit !== undefined) add(url, plugin.commit);
  }
  return commits;
}

/** The repository that a source names; undefined for a path, or a source of another kind. */
function repositoryOf({ source }: LockedPlugin): string | undefined {
  const stated = sourceOf(source, undefined);
  if (!['github', 'url', 'git-subdir'].includes(stated.kind)) return undefined;
  const place = gitPlaceOf(stated as GitSource, 'disk');
  return 'failed' in place ? undefined : masked(place.remote.url);
}
