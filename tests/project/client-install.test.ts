/** How a command of the client ended, and what is said of it. */
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { whyItFailed } from '../../src/project/client-install.ts';
import { runClient } from '../../src/sources/process/client-program.ts';
import { folder } from '../support/mkt.ts';

async function failureOf(script: string, minutes?: number): Promise<string> {
  const cwd = folder({ client: `#!/bin/sh\n${script}\n` });
  const client = join(cwd, 'client');
  chmodSync(client, 0o755);
  return whyItFailed(await runClient([], { cwd, env: { ...process.env, MKT_CLIENT: client }, minutes }));
}

test('a command that is stopped is told from one that fails or does not start', async () => {
  expect(await failureOf('exec sleep 600', 0)).toBe(
    'it was stopped because it had not finished after 10 minutes',
  );
  expect(await failureOf('echo Cloning >&2; kill -KILL $$')).toBe('it was stopped by SIGKILL');
  expect(await failureOf('echo Cloning; echo "no such repository" >&2; exit 1')).toBe('no such repository');
  expect(await failureOf('exit 4')).toBe('it ended with 4');
  const missing = await runClient([], { cwd: folder(), env: { MKT_CLIENT: '/none/client' } });
  expect(whyItFailed(missing)).toContain('ENOENT');
});

test.each([
  ['dash', 'sh: 1: exec: client: not found', 127, 'ENOENT'],
  ['bash', 'sh: line 1: exec: client: not found', 127, 'ENOENT'],
  ['BusyBox', 'sh: exec: line 0: client: not found', 127, 'ENOENT'],
  ['BusyBox', 'sh: exec: line 0: client: Permission denied', 126, 'EACCES'],
])('that the shell found no program is read as %s says it', async (_, said, code, expected) => {
  expect(await failureOf(`echo '${said}' >&2; exit ${code}`)).toContain(expected);
});

test('what a client says with the same code is its own', async () => {
  expect(await failureOf('echo "client: no such command" >&2; exit 127')).toBe('client: no such command');
});
