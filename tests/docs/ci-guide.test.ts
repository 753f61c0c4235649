/** Every command of the guide to continuous integration runs in a project, in the order in which it stands there. */
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { folder, mkt, root } from '../support/mkt.ts';
import { blocksOf, wordsOf } from '../support/transcripts.ts';

const blocks = blocksOf(readFileSync(join(root, 'docs/guides/ci.md'), 'utf8'));
const linesOf = (wanted: string) =>
  blocks.filter(({ language }) => language === wanted).map(({ lines }) => lines);

function project() {
  const cwd = folder();
  cpSync(join(root, 'examples/team'), cwd, { recursive: true });
  const run = (line: string) => mkt(wordsOf(line).slice(1), { cwd });
  return { cwd, run };
}

test('the workflow is YAML, and its commands run', () => {
  const [lines = []] = linesOf('yaml');
  const { jobs } = parse(lines.join('\n'));
  const commands: string[] = jobs.plugins.steps
    .map(({ run = '' }) => run)
    .filter((run: string) => run.startsWith('mkt '));
  expect(commands).toHaveLength(2);
  const { cwd, run } = project();
  for (const command of commands) expect(run(command).code, command).toBe(0);
  expect(JSON.parse(readFileSync(join(cwd, 'mkt.sarif'), 'utf8')).version).toBe('2.1.0');
});

test('the commands for other servers, and their files', () => {
  const [lines = []] = linesOf('sh');
  const { cwd, run } = project();
  for (const line of lines) expect(run(line).code, line).toBe(0);
  for (const file of ['mkt.xml', 'mkt.md', 'mkt.json']) expect(existsSync(join(cwd, file)), file).toBe(true);
});

test('what is accepted does not fail, what is new does', () => {
  const [, [write = '', check = ''] = []] = linesOf('sh');
  const cwd = folder({ 'mkt.yaml': 'plugins: ["unit-testing@<2", "debugging-toolkit@<2"]\n' });
  const run = (line: string) => mkt(wordsOf(line).slice(1), { cwd });
  expect(run(check).code).toBe(1);
  expect(run(write).code).toBe(0);
  expect(run(check)).toMatchObject({ code: 0, stdout: expect.stringContaining('not shown') });
  const list = readFileSync(join(cwd, 'mkt.yaml'), 'utf8');
  expect(list).toContain('accepted:');
  const others = 'plugins: [julia-development, science-suite]';
  writeFileSync(join(cwd, 'mkt.yaml'), list.replace(/^plugins:.*$/m, others));
  expect(run(check).code).toBe(1);
});
