/** Who gets a lock, and when one counts as left behind. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { LockBusy, withLock } from '../../../src/sources/cache/lock.ts';
import { folder } from '../../support/mkt.ts';

const dead = spawnSync('true').pid;

/** A lock that somebody took, and touched last so many seconds ago. */
function heldBy(holder: object, seconds: number): string {
  const file = join(folder(), 'lock');
  writeFileSync(file, JSON.stringify(holder));
  const then = new Date(Date.now() - seconds * 1000);
  utimesSync(file, then, then);
  return file;
}

const taken = async (file: string) => {
  try {
    return await withLock(file, async () => true, 0.2);
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
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      const file = join(folder(), 'lock');
      await withLock(file, async () => {
        utimesSync(file, 0, 0);
        vi.advanceTimersByTime(10_000);
        expect(statSync(file).mtimeMs).toBeGreaterThan(Date.now() - 60_000);
      });
      expect(existsSync(file)).toBe(false);
    } finally {
      vi.useRealTimers();
    }
  });

  test('that was lost is not touched, and not taken from its next holder', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      const file = join(folder(), 'lock');
      await withLock(file, async () => {
        writeFileSync(file, 'of another');
        utimesSync(file, 0, 0);
        vi.advanceTimersByTime(10_000);
        expect(statSync(file).mtimeMs).toBe(0);
      });
      expect(readFileSync(file, 'utf8')).toBe('of another');
    } finally {
      vi.useRealTimers();
    }
  });
});

test('of many who want it at once, one has it at a time', async () => {
  const file = join(folder(), 'lock');
  let inside = 0;
  const work = async () => {
    inside += 1;
    expect(inside).toBe(1);
    await new Promise((done) => setTimeout(done, 5));
    inside -= 1;
  };
  await Promise.all(Array.from({ length: 5 }, () => withLock(file, work)));
});
