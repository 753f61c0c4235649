import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readOwn } from '../files/read-file.ts';
import { leftInCache } from './left-over.ts';
import { removeStaleLock } from './lock.ts';

/** What was in the cache. */
export interface Cleaned {
  readonly folder: string;
  readonly copies: number;
  readonly bytes: number;
  /** Locks and half-written files of runs that were stopped. */
  readonly leftOver: number;
}

/** The folders that mkt creates in its cache; nothing else there is removed. */
const parts = ['git', 'http', 'results', 'compiled', 'store'];

/**
 * Removes everything that can be fetched again, and what runs of mkt that were stopped have left.
 * @param locks lock files outside the cache; those that are held stay.
 */
export function cleanCache(cache: string, locks: readonly string[] = []): Cleaned {
  const left = leftInCache(cache, Date.now());
  const removed = [...left.locks, ...locks].filter(removeStaleLock);
  for (const half of left.halves) rmSync(half, { recursive: true, force: true });
  let copies = 0;
  let bytes = 0;
  for (const part of parts) {
    const folder = join(cache, part);
    if (!existsSync(folder)) continue;
    copies += readdirSync(folder).length;
    bytes += bytesBelow(folder, new Set());
    rmSync(folder, { recursive: true, force: true });
  }
  return { folder: cache, copies, bytes, leftOver: removed.length + left.halves.length };
}

/** Bytes on the disk; a file with several hard links counts once. */
function bytesBelow(folder: string, seen: Set<number>): number {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += bytesBelow(path, seen);
    else {
      const status = statSync(path, { throwIfNoEntry: false });
      if (status === undefined || (status.nlink > 1 && seen.has(status.ino))) continue;
      seen.add(status.ino);
      bytes += status.size;
    }
  }
  return bytes;
}

/** When the cached copy was last compared with its origin, in milliseconds; undefined if there is none. */
export function checkedAt(file: string): number | undefined {
  try {
    const { checked } = JSON.parse(readOwn(file)) as { checked?: unknown };
    return typeof checked === 'number' ? checked : undefined;
  } catch {
    return undefined;
  }
}
