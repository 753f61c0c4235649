/** mkt where it may not write: a project that is read-only, a user without a folder, another user than the one who installed it. */
import { chmodSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder, root } from '../support/mkt.ts';
import { otherUser } from '../support/other-user.ts';
import { needsUnix } from '../support/outside-data.ts';

const { run, startable } = otherUser(65534);

/** A project that the other user may read, and write only if it says so. */
function project({ mode = 0o555, plugins = '[unit-testing]' } = {}): string {
  const cwd = folder({ 'mkt.yaml': `plugins: ${plugins}\n` });
  chmodSync(cwd, mode);
  // The folder of all temporary files of the tests is otherwise only for who runs them.
  chmodSync(dirname(cwd), 0o711);
  return cwd;
}

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
