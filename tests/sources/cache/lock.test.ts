/** Who gets a lock, and when one counts as left behind. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LockBusy, withLock } from '../../../src/sources/cache/lock.ts';
import { folder } from '../../support/mkt.ts';

const dead = spawnSync('true').pid;

/** The clock stands still, so that a lock is exactly as old as a test says. */
const now = Date.UTC(2026, 0, 19);
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A lock that somebody took, and touched last so many seconds ago. */
function heldBy(holder: object, seconds: number): string {
  const file = join(folder(), 'lock');
  writeFileSync(file, JSON.stringify(holder));
  const then = now / 1000 - seconds;
  utimesSync(file, then, then);
  return file;
}

/** Whether the lock can be had at once: who waits less than no time does not wait. */
const taken = async (file: string) => {
  try {
    return await withLock(file, async () => true, -1);
  } catch (error) {
    if (error instanceof LockBusy) return false;
    throw error;
  }
};

describe('a lock that somebody holds', () => {
  const here = hostname();
  test.each([
    [
      'one who lives, for a minute without a touch: it may be busy',
      { pid: process.ppid, host: here },
      60,
      false,
    ],
    [
      'one who lives, for an hour: the number is somebody else’s by now',
      { pid: process.ppid, host: here },
      3600,
      true,
    ],
    ['one who is dead', { pid: dead, host: here }, 0, true],
    ['one on another machine, for two minutes', { pid: 1, host: 'other' }, 120, false],
    ['one on another machine, for ten minutes', { pid: 1, host: 'other' }, 600, true],
  ])('%s', async (_, holder, seconds, expected) => {
    expect(await taken(heldBy(holder, seconds))).toBe(expected);
  });

  test('is touched while the work goes on, and gone with its end', async () => {
    const file = join(folder(), 'lock');
    await withLock(file, async () => {
      utimesSync(file, 0, 0);
      vi.advanceTimersByTime(10_000);
      expect(statSync(file).mtimeMs).toBeGreaterThanOrEqual(now);
    });
    expect(existsSync(file)).toBe(false);
  });

  test('that was lost is not touched, and not taken from its next holder', async () => {
    const file = join(folder(), 'lock');
    await withLock(file, async () => {
      writeFileSync(file, 'of another');
      utimesSync(file, 0, 0);
      vi.advanceTimersByTime(10_000);
      expect(statSync(file).mtimeMs).toBe(0);
    });
    expect(readFileSync(file, 'utf8')).toBe('of another');
  });
});

test('a lock that somebody else broke and took meanwhile is the other’s: it stays, and nothing is left beside it', async () => {
  const file = heldBy({ pid: dead, host: hostname() }, 0);
  const next = JSON.stringify({ pid: process.ppid, host: hostname(), id: 'next' });
  const kill = vi.spyOn(process, 'kill').mockImplementation(() => {
    // Just when it has turned out that the holder is dead, the other one is quicker.
    if (readFileSync(file, 'utf8') === next) return true;
    writeFileSync(file, next);
    throw Object.assign(new Error('no such process'), { code: 'ESRCH' });
  });
  try {
    expect(await taken(file)).toBe(false);
  } finally {
    kill.mockRestore();
  }
  expect(readFileSync(file, 'utf8')).toBe(next);
  expect(readdirSync(dirname(file))).toEqual(['lock']);
});

test('of many who want it at once, one has it at a time', async () => {
  const file = join(folder(), 'lock');
  let inside = 0;
  const work = async () => {
    inside += 1;
    expect(inside).toBe(1);
    // The others have their turns meanwhile.
    for (let turns = 0; turns < 20; turns += 1) await stat(file);
    inside -= 1;
  };
  await Promise.all(Array.from({ length: 5 }, () => withLock(file, work)));
});
