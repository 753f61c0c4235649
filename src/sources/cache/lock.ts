import { randomUUID } from 'node:crypto';
import { existsSync, linkSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { readOwn } from '../files/read-file.ts';
import { spoil } from '../files/trace.ts';
import { makeFolder } from '../files/user-folders.ts';

/**
 * How long a lock may be untouched before it counts as stale. Its holder touches it far more often, but not while it waits for git
 * to fetch or read. On the same machine, mkt can see whether the holder is alive, unless its process id was reused.
 */
const staleAfter = { elsewhere: 180_000, here: 900_000 };
const touchedEvery = 5_000;
const askedEvery = 100;

/** A lock that was not released in time. */
export class LockBusy extends Error {
  constructor(file: string, seconds: number) {
    super(
      `another mkt process has been using \`${dirname(file)}\` for ${seconds} seconds; try again, or remove \`${file}\` if none is running`,
    );
    this.name = 'LockBusy';
  }
}

/**
 * Does some work while no other mkt does any under the same lock file. Breaks a lock whose holder has died, or that was not touched
 * for a while.
 * @throws LockBusy after `seconds`.
 */
export async function withLock<T>(file: string, work: () => Promise<T>, seconds = 300): Promise<T> {
  spoil('something was fetched, or could not be, because another mkt did');
  makeFolder(dirname(file));
  const mine = `${JSON.stringify({ pid: process.pid, host: hostname(), id: randomUUID() })}\n`;
  const since = Date.now();
  while (!take(file, mine)) {
    const held = contentOf(file);
    if (isStale(file, held)) breakLock(file, held);
    else if (Date.now() - since > seconds * 1000) throw new LockBusy(file, seconds);
    else await wait(askedEvery);
  }
  const isMine = () => contentOf(file) === mine;
  const touching = setInterval(() => isMine() && touch(file), touchedEvery);
  touching.unref();
  const release = () => {
    if (isMine()) rmSync(file, { force: true });
  };
  process.once('exit', release);
  try {
    return await work();
  } finally {
    clearInterval(touching);
    process.removeListener('exit', release);
    release();
  }
}

/** A lock is there with its holder's name in it or not at all: an empty one, of a mkt that was stopped, would have to grow old. */
function take(file: string, mine: string): boolean {
  if (existsSync(file)) return false;
  const made = `${file}.${randomUUID()}.new`;
  writeFileSync(made, mine, { flag: 'wx' });
  try {
    linkSync(made, file);
    return true;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    // A disk that has no links.
    if (['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK'].includes(code)) return writeNew(file, mine);
    throw error;
  } finally {
    rmSync(made, { force: true });
  }
}

function writeNew(file: string, mine: string): boolean {
  try {
    writeFileSync(file, mine, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Whether a file is a lock that no run holds. */
export const isStaleLock = (file: string): boolean => isStale(file, contentOf(file));

/** Removes a lock that no run holds; one that is held stays. */
export function removeStaleLock(file: string): boolean {
  const held = contentOf(file);
  if (!isStale(file, held)) return false;
  breakLock(file, held);
  return true;
}

/** Whether the holder is dead, or has not touched the lock for a long time. */
function isStale(file: string, held: string | undefined): boolean {
  const status = statSync(file, { throwIfNoEntry: false });
  if (status === undefined) return false;
  const age = Date.now() - status.mtimeMs;
  try {
    const { pid, host } = JSON.parse(held ?? '') as { pid: number; host: string };
    if (host === hostname()) return !isAlive(pid) || age > staleAfter.here;
  } catch {
    // It is being written just now, unless its writer was stopped.
  }
  return age > staleAfter.elsewhere;
}

/** Removes a stale lock. By renaming, so that only one of several that find it stale removes it, and never a fresh one. */
function breakLock(file: string, held: string | undefined): void {
  const aside = `${file}.${randomUUID()}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (contentOf(aside) !== held) {
    // Another process broke it first, and this is already the lock of the next holder: it goes back unless there is a newer one.
    take(file, contentOf(aside) ?? '');
  }
  rmSync(aside, { force: true });
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function touch(file: string): void {
  try {
    const now = new Date();
    utimesSync(file, now, now);
  } catch {
    // Taken away: the next release sees that it is not ours.
  }
}

function contentOf(file: string): string | undefined {
  try {
    return readOwn(file);
  } catch {
    return undefined;
  }
}
