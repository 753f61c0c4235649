import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { recordFile } from '../changes/copies.ts';
import type { StatedRoutes } from '../changes/routes.ts';
import type { Lock } from '../model/lock.ts';
import { type PluginId, pluginId } from '../model/plugin-id.ts';
import { shownPath } from '../sources/files/text-file.ts';
import type { LockWorld } from './make-lock.ts';
import { filesOnDisk, type ProjectFiles } from './project-files.ts';
import { syncedByRecord } from './quick-sync.ts';
import { isDone } from './sync-state.ts';

/** The version of each plugin that a project holds, and how: as a copy, or by a pin, which the client knows by another id. */
export type Copies = ReadonlyMap<
  PluginId,
  | { readonly version: string; readonly by: 'skills' }
  | {
      readonly version: string;
      readonly by: 'pin';
      readonly as: PluginId;
      readonly commit?: string | undefined;
    }
>;

/** Whether a project has copies or pins of plugins at all; costs one look at the disk. */
export const hasCopies = (root: string): boolean => existsSync(join(root, recordFile));

/**
 * The copies and pins of a project, if they are exactly those of its lock; undefined if anything differs, or cannot be compared. The
 * client loads them in the locked versions, whatever it would choose itself.
 * @param files where the record of the copies is read from, if not from the disk: a commit must hold the same record.
 */
export async function freshCopies(
  { lock, routes }: { lock: Lock; routes: StatedRoutes },
  world: LockWorld,
  files: ProjectFiles = filesOnDisk,
): Promise<Copies | undefined> {
  const known = await syncedByRecord(lock, routes, world);
  const pinned =
    known === undefined ? await pinnedIfSynced(lock, routes, world) : new Map<PluginId, PluginId>();
  // One that loads only in some sessions is missing in the others.
  if (pinned === undefined || (known !== undefined && known.elsewhere.length > 0)) return undefined;
  const path = join(world.root, recordFile);
  const record = files.has(path) ? files.text(path, shownPath(path, world.cwd)) : undefined;
  if (record === undefined || 'fault' in record || record.text !== textOnDisk(path)) return undefined;
  return new Map(
    [...lock.plugins].map(([id, { version, commit }]) => {
      const as = pinned.get(id);
      return [id, as === undefined ? { version, by: 'skills' } : { version, by: 'pin', as, commit }];
    }),
  );
}

/**
 * The pinned plugins with their ids among the pins, if every locked plugin is a copy or pinned, and each is what its locked commit
 * makes of it.
 */
async function pinnedIfSynced(
  lock: Lock,
  routes: StatedRoutes,
  world: LockWorld,
): Promise<ReadonlyMap<PluginId, PluginId> | undefined> {
  const { prepareSync } = await import('./sync-copies.ts');
  const sync = await prepareSync(lock, world, { routes, target: 'project', prune: false });
  if ('fault' in sync || !isDone(sync) || sync.elsewhere.some(({ route }) => route !== 'pin'))
    return undefined;
  const { pins } = sync;
  return new Map(
    sync.elsewhere.flatMap(({ id }) => {
      const locked = lock.plugins.get(id);
      return pins === undefined || locked === undefined
        ? []
        : [[id, pluginId(locked.name, pins.marketplace)] as const];
    }),
  );
}

const textOnDisk = (path: string): string | undefined => {
  const read = filesOnDisk.text(path, path);
  return 'fault' in read ? undefined : read.text;
};
