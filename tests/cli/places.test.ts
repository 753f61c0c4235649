/** mkt where it may not write: a project that is read-only, a user without a folder, another user than the one who installed it. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder, root } from '../support/mkt.ts';
import { needs, needsUnix } from '../support/outside-data.ts';

/** A user without rights: this one, or if that is root, whom nothing is forbidden, nobody. */
const other = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

/** Runs mkt with no environment but `PATH` and what is given. */
function run(args: readonly string[], cwd: string, env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'bin/mkt.js'), ...args], {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', MKT_POLICY: '', ...env },
    ...other,
  });
  return { code: status, stdout: stdout ?? '', stderr: stderr ?? '' };
}

/** A project that the other user may read, and write only if it says so. */
function project({ mode = 0o555, plugins = '[unit-testing]' } = {}): string {
  const cwd = folder({ 'mkt.yaml': `plugins: ${plugins}\n` });
  chmodSync(cwd, mode);
  // The folder of all temporary files of the tests is otherwise only for who runs them.
  chmodSync(dirname(cwd), 0o711);
  return cwd;
}

const canStart = run(['--version'], '/').code === 0;
const startable = needs(canStart, 'another user may not read this checkout');

describe('another user, without a folder', needsUnix, () => {
  describe('in a project that is read-only', startable, () => {
    const home = { HOME: '/nonexistent' };

    test.each(['check', 'doctor', 'registry list'])('mkt %s answers', (line) => {
      for (const env of line === 'check' ? [home, {}] : [home]) {
        const { code, stdout, stderr } = run([...line.split(' '), '--offline'], project(), env);
        // `doctor` counts what is missing on this machine as an error.
        expect(code).toBeLessThanOrEqual(line === 'doctor' ? 1 : 0);
        expect(stdout).not.toBe('');
        expect(stderr).not.toMatch(/denied|EACCES|\n\s+at /);
      }
    });

    test.each([
      [['lock'], /permission denied/],
      [['check', '--output', 'out.txt'], /cannot write `out.txt`: permission denied/],
      [['registry', 'add', join(root, 'examples/lab')], /`\/nonexistent\/.config\/mkt`: permission denied/],
      [['changed'], /cannot write .*: permission denied[\s\S]*XDG_STATE_HOME/],
    ])('mkt %j says what it may not write, and leaves nothing behind', (args, reason) => {
      const cwd = project({ plugins: '[]' });
      const { code, stderr } = run(args, cwd, home);
      expect(code).toBe(3);
      expect(stderr).toMatch(reason);
      expect(stderr).not.toMatch(/this is a bug|\n\s+at /);
      expect(existsSync(join(cwd, 'out.txt')) || existsSync(join(cwd, 'mkt.lock'))).toBe(false);
    });
  });

  test(
    'in a project that it may write: the lock is written although nothing can be cached',
    startable,
    () => {
      const cwd = project({ mode: 0o777, plugins: '[]' });
      const { code, stderr } = run(['lock', '--offline'], cwd, { HOME: '/nonexistent' });
      expect(stderr).toBe('');
      expect(code).toBe(0);
      expect(existsSync(join(cwd, 'mkt.lock'))).toBe(true);
    },
  );
});
