/**
 * Where the tests have their temporary folders: they make and remove thousands, on a disk one of the most expensive things that they do.
 * Linux has a place in memory; elsewhere, or where that is small, it is the usual one.
 */
import { accessSync, constants, mkdirSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

const memory = '/dev/shm';
const prefix = 'mkt-tests-';
const neededBytes = 2 * 1024 ** 3;

/** The folder of this run; undefined if there is no room for it in memory. */
export const folderInMemory = hasRoom() ? join(memory, `${prefix}${process.pid}`) : undefined;

function hasRoom(): boolean {
  if (process.platform !== 'linux') return false;
  try {
    accessSync(memory, constants.W_OK);
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize >= neededBytes;
  } catch {
    return false;
  }
}

/** Called by vitest before all tests; returns what to do after them. */
export default function setup(): (() => void) | undefined {
  if (folderInMemory === undefined) return undefined;
  const place = folderInMemory;
  removeLeftBehind();
  mkdirSync(place, { mode: 0o700 });
  return () => rmSync(place, { recursive: true, force: true });
}

/** Memory that a run holds which was killed would be lost until the machine restarts. */
function removeLeftBehind(): void {
  for (const name of readdirSync(memory)) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : 0;
    if (pid > 0 && !isRunning(pid)) rmSync(join(memory, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
