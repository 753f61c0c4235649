/** mkt as another user than the one who runs the tests. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { type Outcome, root } from './mkt.ts';
import { needs } from './outside-data.ts';

/**
 * A user without rights, and mkt run by it with no environment but `PATH` and what is given, and no managed settings.
 * @param number who that is if root runs the tests, whom nothing is forbidden; otherwise it is the one who runs them.
 */
export function otherUser(number: number) {
  const who = process.getuid?.() === 0 ? { uid: number, gid: number } : {};
  const run = (args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): Outcome => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'bin/mkt.js'), ...args], {
      cwd,
      encoding: 'utf8',
      env: { PATH: process.env.PATH ?? '', MKT_POLICY: '', ...env },
      ...who,
    });
    return { code: status, stdout: stdout ?? '', stderr: stderr ?? '' };
  };
  // Below `/root`, for example, it can start neither Node nor mkt.
  const canStart = run(['--version'], '/').code === 0;
  return { run, startable: needs(canStart, 'another user may not read this checkout') };
}
