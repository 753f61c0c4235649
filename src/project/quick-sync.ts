import { join } from 'node:path';
import { attributesFor, skillsFolder } from '../changes/copies.ts';
import { routeOf, type StatedRoutes } from '../changes/routes.ts';
import type { Lock } from '../model/lock.ts';
import { copyHash, folderState, readOwn } from './read-copies.ts';

/**
 * Whether copies are what a lock says, as far as that is known without the locked commits: mkt's record names each with its locked
 * release and the hash of what was written. Where it does not, nothing is known, and `prepareSync` tells.
 */
export function isSyncedByRecord(
  { plugins }: Lock,
  routes: StatedRoutes,
  { root, cwd }: { root: string; cwd: string },
): boolean {
  const own = readOwn(root, cwd);
  if ('fault' in own || own.settings.enabled.length > 0) return false;
  const recorded = Object.entries(own.plugins);
  const folders = recorded.map(([, { folder }]) => folder);
  if (recorded.length !== plugins.size || (own.attributesText ?? null) !== attributesFor(folders))
    return false;
  return recorded.every(([id, { folder, source, commit, version, integrity, copy }]) => {
    const locked = plugins.get(id);
    if (locked === undefined || routeOf(locked, routes) !== 'skills' || copy === undefined) return false;
    const isLocked =
      locked.version === version &&
      locked.integrity === integrity &&
      locked.commit === commit &&
      JSON.stringify(locked.source) === JSON.stringify(source);
    if (!isLocked) return false;
    const state = folderState(join(root, skillsFolder, folder));
    return state !== undefined && !('link' in state) && copyHash(state) === copy;
  });
}
