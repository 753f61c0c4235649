import { join } from 'node:path';
import { attributesFor, skillsFolder } from '../changes/copies.ts';
import { routeOf, type StatedRoutes } from '../changes/routes.ts';
import type { Lock } from '../model/lock.ts';
import type { PluginId } from '../model/plugin-id.ts';
import { copyHash, folderState, readOwn } from './read-copies.ts';

/**
 * The copies that are what a lock says, and the plugins that are left to `mkt run`, as far as that is known without the locked commits:
 * mkt's record names each with its locked release and the hash of what was written. Undefined where it does not, or where something
 * differs: then nothing is known, and `prepareSync` tells.
 */
export async function syncedByRecord(
  { plugins }: Lock,
  routes: StatedRoutes,
  { root, cwd }: { root: string; cwd: string },
): Promise<{ readonly copies: readonly PluginId[]; readonly elsewhere: readonly PluginId[] } | undefined> {
  const own = await readOwn(root, cwd);
  if ('fault' in own || own.settings.enabled.length > 0) return undefined;
  const recorded = Object.entries(own.plugins);
  const others = Object.entries(own.elsewhere);
  const folders = recorded.map(([, { folder }]) => folder);
  if (
    recorded.length + others.length !== plugins.size ||
    (own.attributesText ?? null) !== attributesFor(folders)
  )
    return undefined;
  const isElsewhere = others.every(([id, { route, integrity }]) => {
    const locked = plugins.get(id);
    // A pin has files of its own, and what the settings say is not in the record.
    if (locked?.integrity !== integrity || route !== 'run') return false;
    return ['run', 'skills'].includes(routeOf(locked, routes));
  });
  if (!isElsewhere) return undefined;
  const isSame = recorded.every(([id, { folder, source, commit, version, integrity, copy }]) => {
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
  return isSame ? { copies: recorded.map(([id]) => id), elsewhere: others.map(([id]) => id) } : undefined;
}
