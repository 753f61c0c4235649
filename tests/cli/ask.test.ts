/** What is asked on a terminal is asked by the built program, too, and the answer counts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { bare, builtMain, folder } from '../support/mkt.ts';

const start = await builtMain();

/** A run on a terminal on which somebody types. */
async function typed(answer: string, args: readonly string[], cwd: string) {
  let said = '';
  const sink = {
    isTTY: true,
    write: (text: string) => {
      said += text;
    },
  };
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  stdin.end(answer);
  const code = await start(args, { stdout: sink, stderr: sink, stdin, env: bare(), cwd });
  return { code, said };
}

test.each([
  ['y\n', 0, '[unit-testing]'],
  ['Yes\n', 0, '[unit-testing]'],
  ['n\n', 1, '[]'],
  ['\n', 1, '[]'],
  ['', 1, '[]'],
])('mkt add, answered with %j', async (answer, code, list) => {
  const cwd = folder({ 'mkt.yaml': 'plugins: []\n' });
  const run = await typed(answer, ['add', 'unit-testing'], cwd);
  expect(run.said).toContain('[y/N]');
  expect(run.code).toBe(code);
  expect(readFileSync(join(cwd, 'mkt.yaml'), 'utf8')).toBe(`plugins: ${list}\n`);
});
