/** Where mkt may write nothing, without a home, and as a user that the system does not know: it reads, or says what it may not. */
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Outcome, root } from '../support/mkt.ts';
import { otherUser } from '../support/other-user.ts';
import { needsUnix } from '../support/outside-data.ts';

/** A number that no user has, as containers are given one. */
const other = otherUser(54321);

/** Takes the right to write away from everything in a folder, and gives everyone the right to read it. */
function makeReadOnly(path: string): void {
  for (const name of readdirSync(path)) {
    const below = join(path, name);
    if (statSync(below).isDirectory()) makeReadOnly(below);
    else chmodSync(below, 0o444);
  }
  chmodSync(path, 0o555);
}

/** Gives the right to write back, so that the folder can be removed. */
function makeWritable(path: string): void {
  chmodSync(path, 0o755);
  for (const name of readdirSync(path))
    if (statSync(join(path, name)).isDirectory()) makeWritable(join(path, name));
}

test('as an unknown user without a home, in a folder that is read-only', {
  ...needsUnix,
  ...other.startable,
}, () => {
  // The folders of other tests are in one that only their user may enter.
  const place = mkdtempSync('/tmp/mkt-other-user-');
  chmodSync(place, 0o755);
  const cwd = join(place, 'project');
  mkdirSync(cwd);
  cpSync(join(root, 'examples/team'), cwd, { recursive: true });
  const home = join(place, 'home');
  mkdirSync(home);
  const closed = join(place, 'closed');
  mkdirSync(closed);
  makeReadOnly(place);
  chmodSync(closed, 0o700);
  const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Outcome =>
    other.run(args, cwd, env);
  try {
    // Reading needs neither a home nor a cache that can be written.
    expect(run(['check'])).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringContaining('go together'),
    });
    expect(run(['check', '--installed'], { HOME: home })).toMatchObject({ code: 0, stderr: '' });
    // A home that is another user's is not one without plugins.
    expect(run(['check', '--installed'], { HOME: closed })).toMatchObject({
      code: 2,
      stdout: expect.stringContaining('permission denied'),
    });
    // What is to be written is refused in words, and not as a bug.
    const refused = [
      run(['add', 'unit-testing', '--yes']),
      run(['check', '--write-baseline', '--rule', 'MKT802=warning']),
      run(['changed'], { HOME: home }),
      run(['registry', 'add', join(root, 'examples/lab')], { HOME: home }),
      run(['check', '-o', 'report.txt']),
    ].filter(({ code }) => code !== 0);
    expect(refused.length).toBeGreaterThanOrEqual(3);
    for (const { code, stdout, stderr } of refused) {
      expect([code, stdout], stderr).toEqual([3, expect.anything()]);
      expect(stderr).toMatch(/^error: [\s\S]*permission denied[\s\S]*\nhint: /);
      expect(stderr).not.toMatch(/bug|\n {4}at /);
    }
  } finally {
    makeWritable(place);
    rmSync(place, { recursive: true });
  }
});
