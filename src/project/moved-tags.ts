import { sourceOf } from '../client/plugin-source.ts';
import { type Fault, problem } from '../model/problems.ts';
import { mirrorFolder, readState } from '../sources/cache/mirror-files.ts';
import { cacheFolder } from '../sources/files/user-folders.ts';
import { type GitSource, gitPlaceOf } from '../sources/registries/git-place.ts';
import type { ReadLock } from './lock-file.ts';

/**
 * Tags that point to a different commit from the locked one, as far as the cache knows: nothing is fetched and no process is started, so
 * that a hook can ask on every commit.
 */
export function movedTags(
  { lock, locatePlugin }: Pick<ReadLock, 'lock' | 'locatePlugin'>,
  env: Readonly<Record<string, string | undefined>>,
): Fault[] {
  const cache = cacheFolder(env);
  const known = new Map<string, ReadonlyMap<string, string> | undefined>();
  return [...lock.plugins].flatMap(([id, { name, source, ref, commit }]) => {
    if (typeof source === 'string' || ref === undefined || commit === undefined) return [];
    const stated = sourceOf(source, undefined);
    if (!['github', 'url', 'git-subdir'].includes(stated.kind)) return [];
    const place = gitPlaceOf(stated as GitSource, 'disk');
    if ('failed' in place) return [];
    const { url } = place.remote;
    if (!known.has(url)) {
      const state = readState(mirrorFolder(cache, url, undefined));
      known.set(url, state && new Map(state.tags));
    }
    const now = known.get(url)?.get(ref);
    return now === undefined || now === commit
      ? []
      : [
          problem(
            'content-changed',
            'tag-moved',
            { plugin: name, tag: ref, locked: commit, now },
            { location: locatePlugin(id), plugins: [name] },
          ),
        ];
  });
}
