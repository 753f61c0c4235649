import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isInSync, recordFile } from '../changes/copies.ts';
import type { StatedRoutes } from '../changes/routes.ts';
import type { Lock } from '../model/lock.ts';
import type { PluginId } from '../model/plugin.ts';
import { shownPath } from '../sources/files/text-file.ts';
import type { LockWorld } from './make-lock.ts';
import { filesOnDisk, type ProjectFiles } from './project-files.ts';
import { isSyncedByRecord } from './quick-sync.ts';

/** The version of each plugin that a project holds as a copy. */
export type Copies = ReadonlyMap<PluginId, string>;

/** Whether a project has copies of plugins at all; costs one look at the disk. */
export const hasCopies = (root: string): boolean => existsSync(join(root, recordFile));

/**
 * The copies of a project, if they are exactly those of its lock; undefined if anything differs, or cannot be compared. The client
 * loads them from there, and needs no installation.
 * @param files where the record of the copies is read from, if not from the disk: a commit must hold the same record.
 */
export async function freshCopies(
  { lock, routes }: { lock: Lock; routes: StatedRoutes },
  world: LockWorld,
  files: ProjectFiles = filesOnDisk,
): Promise<Copies | undefined> {
  if (!isSyncedByRecord(lock, routes, world) && !(await isSynced(lock, routes, world))) return undefined;
  const path = join(world.root, recordFile);
  const record = files.has(path) ? files.text(path, shownPath(path, world.cwd)) : undefined;
  if (record === undefined || 'fault' in record || record.text !== textOnDisk(path)) return undefined;
  return new Map([...lock.plugins].map(([id, { version }]) => [id, version]));
}

/** Whether every locked plugin is a copy, and each is what its locked commit makes of it. */
async function isSynced(lock: Lock, routes: StatedRoutes, world: LockWorld): Promise<boolean> {
  const { prepareSync } = await import('./sync-copies.ts');
  const sync = await prepareSync(lock, world, { routes, target: 'project', prune: false });
  return !('fault' in sync) && sync.elsewhere.length === 0 && isInSync(sync.plan, sync.present);
}

const textOnDisk = (path: string): string | undefined => {
  const read = filesOnDisk.text(path, path);
  return 'fault' in read ? undefined : read.text;
};
