/** No line of any command is wider than the terminal, whatever the names and descriptions in it: only what is to be copied stays whole. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { displayWidth } from '../../src/report/display-width.ts';
import fc from '../support/fast-check.ts';
import { bare } from '../support/mkt.ts';

const wide = '計画と検証のためのプラグイン集'.repeat(6);
const emoji = '👩‍👩‍👧 builds 🚀 things '.repeat(8);
const [first, second, third] = ['alpha-with-a-long-name', 'bravo-with-a-long-name', 'charlie-longer-still'];

let top = '';

beforeAll(() => {
  top = mkdtempSync(join(tmpdir(), 'mkt-widths-'));
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(top, file)), { recursive: true });
    writeFileSync(join(top, file), text);
  };
  const plugin = (name: string, description: string, dependencies: readonly unknown[]) => {
    const manifest = { name, version: '1.0.0', description, keywords: ['鍵', '🚀 key'], dependencies };
    write(`m/${name}/.claude-plugin/plugin.json`, JSON.stringify(manifest));
    const text = (own: string) =>
      `---\nname: ${own}\ndescription: ${description}\n---\nuse ${first} or ${second}\n`;
    write(`m/${name}/agents/審査員.md`, text('審査員'));
    write(`m/${name}/skills/a-rather-long-skill-name/SKILL.md`, text('a-rather-long-skill-name'));
    const hook = { type: 'command', command: 'node x.js --with a long command line 🚀 and more' };
    write(`m/${name}/hooks/hooks.json`, JSON.stringify({ hooks: { PreToolUse: [{ hooks: [hook] }] } }));
    const notes = { command: 'npx', args: ['some-server@latest'], env: { SOME_KEY: `\${SOME_KEY}` } };
    write(`m/${name}/.mcp.json`, JSON.stringify({ mcpServers: { notes } }));
  };
  plugin(first, wide, []);
  plugin(second, emoji, [first]);
  plugin(third, 'plain words '.repeat(20), [{ name: second, version: '^1.0.0' }]);
  write(
    'm/.claude-plugin/marketplace.json',
    JSON.stringify({
      name: 'wide-market',
      owner: { name: '所有者' },
      description: wide,
      plugins: [first, second, third].map((name) => ({ name, source: `./${name}`, category: '分類' })),
    }),
  );
  write('p/mkt.yaml', `bundled: false\nregistries: [../m]\nplugins:\n  - ${third}\n`);
});

afterAll(() => rmSync(top, { recursive: true, force: true }));

/** Runs a command in a terminal of this width, or into a pipe, and returns everything that it prints. */
async function saidBy(
  args: readonly string[],
  columns: number,
  { isTTY = true, more = {} }: { isTTY?: boolean; more?: Readonly<Record<string, string>> } = {},
): Promise<string> {
  let said = '';
  const sink = {
    isTTY,
    columns,
    write: (text: string) => {
      said += text;
    },
  };
  const env = { ...bare(), HOME: join(top, 'home'), LANG: 'C.UTF-8', ...more };
  await main(args, { stdout: sink, stderr: sink, env, cwd: join(top, 'p') });
  return said;
}

/** The lines in a terminal with colors, without these. */
async function linesOf(args: readonly string[], columns: number): Promise<string[]> {
  const said = await saidBy(args, columns, { more: { CI: '1', FORCE_COLOR: '1' } });
  return said.replace(/\u001b\[[0-9;]*m/g, '').split('\n');
}

const commands: readonly (readonly string[])[] = [
  ['check'],
  ['check', '--verbose'],
  ['check', '--with', first],
  ['check', 'nope', `${third}@^9`],
  ['plan'],
  ['resolve'],
  ['resolve', 'nope'],
  ['why', first],
  ['why-not', `${first}@^9`],
  ['why-not', second],
  ['tree'],
  ['tree', '--duplicates'],
  ['outdated'],
  ['trim', '--tokens', '10'],
  ['map'],
  ['map', first],
  ['list'],
  ['search', 'builds'],
  ['info', second],
  ['validate', '../m'],
  ['validate', '../m', '--verbose'],
  ['doctor'],
  ['lock', '--dry-run'],
  ['lock', '--yes'],
  ['lock', '--check'],
  ['sync', '--dry-run'],
  ['explain'],
  ['explain', 'batching'],
  ['explain', 'plugin', 'not', 'found'],
  ['help', 'exit-codes'],
  ['help', 'validate'],
  ['patterns'],
  ['patterns', 'suggest', 'julia-development'],
  ['registry', 'list'],
  ['registry', 'add', '../m'],
  ['registry', 'remove', '../m'],
  ['cache', 'clean'],
  ['changed'],
  ['bisect'],
  ['add', first, '--dry-run'],
  ['remove', third, '--dry-run'],
  ['init'],
  ['run', '--dry-run'],
  ['diff', `${first}@1.0.0`, '2.0.0'],
  ['check', '--patern'],
  ['check', 'x', '--registry', './no-such-folder-anywhere'],
];

/** What is run most is tried in another width, too. */
const isOften = ([name = '']: readonly string[]): boolean =>
  /^(check|plan|tree|map|info|validate)$/.test(name);

/** Command lines stay whole, and so does a word that is longer than the line. */
const staysWhole = (line: string): boolean => /^\s*(\$|claude|mkt) /.test(line) || !/\S\s+\S/.test(line);

describe.each(commands.map((words) => [words.join(' '), words] as const))('mkt %s', (_, words) => {
  test('fits into the terminal', async () => {
    const narrow = await linesOf(words, 40);
    expect(narrow.join('').trim()).not.toBe('');
    expect(narrow.filter((line) => displayWidth(line) > 40 && !staysWhole(line))).toEqual([]);
    if (!isOften(words)) return;
    // Where nothing moves the cursor or shows colors, no spinner and no color is printed.
    for (const where of [{ isTTY: false }, { more: { TERM: 'dumb' } }, { more: { NO_COLOR: '1', CI: '1' } }])
      expect(await saidBy(words, 80, where)).not.toContain('\u001b');
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 41, max: 200 }), async (width) => {
        const lines = await linesOf(words, width);
        expect(lines.filter((line) => displayWidth(line) > width && !staysWhole(line))).toEqual([]);
      }),
      { numRuns: 1 },
    );
  });
});
