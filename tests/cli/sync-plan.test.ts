/** Client commands as one pastes them into a shell. */
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { commandText } from '../../src/cli/sync-plan.ts';

test('a shell takes what a lock says as one word, and expands nothing of it', () => {
  const from = 'https://x.example/$(echo a)`echo b`"\'$HOME .git';
  const line = commandText(['plugin', 'marketplace', 'add', from, '--scope', 'project']);
  const said = execFileSync('sh', ['-c', line.replace(/^claude/, "printf '%s\\n'")], { encoding: 'utf8' });
  expect(said.trimEnd().split('\n')).toEqual(['plugin', 'marketplace', 'add', from, '--scope', 'project']);
});

test('plain words stay plain', () => {
  expect(commandText(['plugin', 'install', 'app@team-pins', '--scope', 'local'])).toBe(
    'claude plugin install app@team-pins --scope local',
  );
});
