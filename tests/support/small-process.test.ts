/** What `small-process.cjs` gives back is what Node would. */
import { execFileSync, spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { folder } from './mkt.ts';
import { needsUnix } from './outside-data.ts';

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

describe('a program that a test waits for', needsUnix, () => {
  test('is started by another process', () => {
    const parent = execFileSync('sh', ['-c', 'echo $PPID'], { encoding: 'utf8' });
    expect(Number(parent)).toBeGreaterThan(1);
    expect(Number(parent)).not.toBe(process.pid);
  });

  test('gets every byte of its input, and all that it prints comes back', () => {
    const input = Buffer.from(Array.from({ length: 200_000 }, (_, at) => at % 251));
    const { status, signal, stdout, stderr } = spawnSync('sh', ['-c', 'cat; echo no >&2; exit 3'], { input });
    expect({ status, signal }).toEqual({ status: 3, signal: null });
    expect(stdout.equals(input)).toBe(true);
    expect(stderr).toEqual(Buffer.from('no\n'));
    expect(spawnSync('sh', ['-c', 'kill -TERM $$'])).toMatchObject({ status: null, signal: 'SIGTERM' });
  });

  test('has the folder and the variables of this process, or those that are asked for', () => {
    const place = realpathSync(folder());
    const at = { cwd: place, env: { A: '1' }, encoding: 'utf8' } as const;
    expect(execFileSync('/bin/sh', ['-c', 'pwd; echo "$A$HIDDEN"'], at)).toBe(`${place}\n1\n`);
    process.env.HIDDEN = 'seen';
    try {
      expect(execFileSync('sh', ['-c', 'pwd; echo "$HIDDEN"'], { encoding: 'utf8' })).toBe(
        `${process.cwd()}\nseen\n`,
      );
    } finally {
      delete process.env.HIDDEN;
    }
  });

  test('fails as it does without', () => {
    expect(spawnSync('no-such-program').error).toMatchObject({ code: 'ENOENT', path: 'no-such-program' });
    expect(thrownBy(() => execFileSync('no-such-program', ['a']))).toMatchObject({
      code: 'ENOENT',
      spawnargs: ['a'],
    });
    expect(spawnSync('echo', ['more than four'], { maxBuffer: 4 }).error).toMatchObject({ code: 'ENOBUFS' });
    expect(
      thrownBy(() => execFileSync('sh', ['-c', 'echo why >&2; exit 2'], { stdio: 'pipe' })),
    ).toMatchObject({
      message: 'Command failed: sh -c echo why >&2; exit 2\nwhy\n',
      status: 2,
      stderr: Buffer.from('why\n'),
    });
  });

  test('is a child of this process if it has a part of it', () => {
    const { status } = spawnSync('sh', ['-c', `[ $PPID = ${process.pid} ]`], { stdio: 'inherit' });
    expect(status).toBe(0);
  });
});
