/** Each example explains itself; `transcripts.test.ts` compares what its commands print. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../support/mkt.ts';
import { blocksOf, exchangesOf } from '../support/transcripts.ts';
import { examples } from './pages.ts';

const read = (path: string) => readFileSync(join(root, 'examples', path), 'utf8');

test.each(examples)('examples/%s says what it shows, and has commands to try', (name) => {
  const text = read(`${name}/README.md`);
  expect(text).toMatch(/^# \S.*\n\n\S/);
  const commands = blocksOf(text)
    .filter(({ language }) => language === 'console')
    .flatMap(exchangesOf)
    .filter(({ command }) => command.startsWith('mkt '));
  expect(commands.length).toBeGreaterThanOrEqual(2);
});

test('examples/README.md lists all of them', () => {
  const listed = [...read('README.md').matchAll(/^\| \[([a-z]+)\]\(\1\/README\.md\) \|/gm)].map(
    ([, name]) => name,
  );
  expect(listed.sort()).toEqual(examples);
});
