/** mkt as a library: the same values as the commands, and the example of its page. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { check, lock, MktError, plan, resolve, validate } from '../../lib/index.js';
import { folder, mktHere, root } from '../support/mkt.ts';
import { needsUnix } from '../support/outside-data.ts';
import { blocksOf } from '../support/transcripts.ts';

const env = {
  HOME: join(root, 'node_modules', '.no-home'),
  MKT_CACHE_DIR: join(root, 'node_modules', '.no-cache'),
  PATH: process.env.PATH,
};
const json = async (args: readonly string[], cwd = root) =>
  JSON.parse((await mktHere([...args, '--json'], { cwd })).stdout);

test('the values are those of the commands', async () => {
  const options = { cwd: root, env, registries: ['examples/lab'], bundled: false };
  const lab = ['--registry', 'examples/lab', '--no-bundled'];
  const specs = ['export', 'convert'];
  expect(await check(specs, options)).toEqual(await json(['check', ...specs, ...lab]));
  expect(await plan(specs, options)).toEqual(await json(['plan', ...specs, ...lab]));
  expect(await resolve(specs, options)).toEqual(await json(['resolve', ...specs, ...lab]));
  await expect(validate('.', { cwd: root, env, since: 'no-such-ref' })).rejects.toThrow('is not a commit');
  expect(await validate('examples/team/mkt.yaml', { cwd: root, env })).toEqual(
    await json(['validate', 'examples/team/mkt.yaml']),
  );
});

test('options reach the command', async () => {
  const ids = async (rules?: Record<string, 'off'>) =>
    (await check(['unit-testing', 'debugging-toolkit'], { env, ...(rules && { rules }) })).findings.map(
      ({ rule }) => rule,
    );
  expect(await ids()).toContain('MKT301');
  expect(await ids({ MKT301: 'off' })).not.toContain('MKT301');
  const strict = await check(['unit-testing', 'debugging-toolkit'], { env, strict: true });
  expect(strict.ok).toBe(false);
  expect(await check([], { env, pattern: 'ml-pipeline' })).toMatchObject({ verdict: { kind: 'loads' } });
});

test('a lock is only shown unless it is asked for', async () => {
  const cwd = folder({ 'mkt.yaml': 'bundled: false\nplugins: []\n' });
  await lock({ cwd, env });
  expect(existsSync(join(cwd, 'mkt.lock'))).toBe(false);
  await lock({ cwd, env, write: true });
  expect(existsSync(join(cwd, 'mkt.lock'))).toBe(true);
});

test('what keeps it from an answer is an error with a hint; what does not go together is an answer', async () => {
  const cwd = folder();
  await expect(check([], { cwd, env })).rejects.toThrow(MktError);
  await expect(check([], { cwd, env })).rejects.toMatchObject({ code: 2, hint: expect.any(String) });
  expect(await check(['no-such-plugin'], { cwd, env })).toMatchObject({ ok: false });
});

test('the example runs, in a project that has mkt installed, and importing does nothing', needsUnix, () => {
  const page = readFileSync(join(root, 'docs/guides/library.md'), 'utf8');
  const [example] = blocksOf(page).filter(({ language }) => language === 'js');
  const home = folder();
  const cwd = folder();
  mkdirSync(join(cwd, 'node_modules'));
  symlinkSync(root, join(cwd, 'node_modules', 'mkt'));
  const run = (name: string, lines: readonly string[]) => {
    writeFileSync(join(cwd, name), lines.join('\n'));
    return execFileSync(process.execPath, [name], {
      cwd,
      encoding: 'utf8',
      env: { HOME: home, PATH: process.env.PATH },
    });
  };
  expect(run('import.mjs', ["import 'mkt';"])).toBe('');
  expect(readdirSync(home)).toEqual([]);
  const lines = run('example.mjs', example?.lines ?? [])
    .trimEnd()
    .split('\n');
  expect(lines[0]).toBe('loads');
  expect(lines.at(-2)).toBe('true');
  expect(lines.at(-1)).toContain('no-such-plugin@');
});
