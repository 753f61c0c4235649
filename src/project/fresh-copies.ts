import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isInSync, recordFile } from '../changes/copies.ts';
import type { Lock } from '../model/lock.ts';
import type { PluginId } from '../model/plugin.ts';
import { shownPath } from '../sources/files/text-file.ts';
import type { LockWorld } from './make-lock.ts';
import { filesOnDisk, type ProjectFiles } from './project-files.ts';
import { prepareSync } from './sync-copies.ts';

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
  lock: Lock,
  world: LockWorld,
  files: ProjectFiles = filesOnDisk,
): Promise<Copies | undefined> {
  const sync = await prepareSync(lock, world);
  if ('fault' in sync || !isInSync(sync.plan, sync.present)) return undefined;
  const path = join(world.root, recordFile);
  const record = files.has(path) ? files.text(path, shownPath(path, world.cwd)) : undefined;
  if (record === undefined || 'fault' in record || record.text !== sync.present.recordText) return undefined;
  return new Map([...lock.plugins].map(([id, { version }]) => [id, version]));
}
