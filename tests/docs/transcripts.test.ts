import { readFileSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../support/mkt.ts';
import { blocksOf, exchangesOf, updated, wordsOf } from '../support/transcripts.ts';
import { pages } from './pages.ts';

const read = (page: string): string => readFileSync(join(root, page), 'utf8');
const transcriptsOf = (page: string) => blocksOf(read(page)).filter(({ language }) => language === 'console');

describe('every transcript of the documentation is what mkt prints', () => {
  test.each(pages.filter((page) => transcriptsOf(page).length > 0))('%s', (page) => {
    const now = updated(read(page));
    if (process.env.MKT_UPDATE) writeFileSync(join(root, page), now);
    expect(read(page), 'MKT_UPDATE=1 npx vitest run tests/docs writes what mkt prints now').toBe(now);
  });

  test('no path of this machine stands in one', () => {
    for (const page of pages) {
      const shown = transcriptsOf(page)
        .flatMap((block) => block.lines)
        .join('\n');
      for (const place of [root.replace(/[\\/]$/, ''), homedir(), tmpdir()]) {
        expect(shown.includes(`${place}/`), `${page} shows ${place}`).toBe(false);
      }
    }
  });
});

describe('transcripts are read and replayed', () => {
  const page = (lines: readonly string[]) => ['text', '```console', ...lines, '```', 'text'].join('\n');

  test('what differs is replaced, the rest of the page stays', () => {
    const before = page(['$ mkt resolve base --registry examples/lab --no-bundled', 'base  9.9.9']);
    const after = updated(before);
    expect(after).toContain('base  2.0.0');
    expect(after).not.toContain('9.9.9');
    expect(after.split('\n').slice(0, 3)).toEqual(before.split('\n').slice(0, 3));
    expect(after.endsWith('\n```\ntext')).toBe(true);
    expect(updated(after)).toBe(after);
  });

  test('several commands, a folder, and both streams', () => {
    const [block] = blocksOf(
      updated(
        page(['$ cd examples/lab', '$ mkt list --registry . --no-bundled --category no', '$ mkt --version']),
      ),
    );
    const [folder, list, version] = exchangesOf(block as NonNullable<typeof block>);
    expect(folder?.output).toEqual([]);
    expect(list?.output[0]).toMatch(/^error: /);
    expect(version?.output).toEqual([expect.stringMatching(/^\d+\.\d+\.\d+$/)]);
  });

  test.each([
    ['another program', '$ rm -rf examples', /neither/],
    ['a shell', '$ mkt list > out.txt', /needs a shell/],
    ['a way out', '$ cd ../..', /leaves the repository/],
    ['output without a command', 'ok', /begins without/],
  ])('%s is refused', (_, line, message) => {
    expect(() => updated(page([line]))).toThrow(message);
  });

  test('quotes hold words together and ranges need no shell', () => {
    expect(wordsOf(`mkt check "a@>=1 <3" 'b c' d`)).toEqual(['mkt', 'check', 'a@>=1 <3', 'b c', 'd']);
  });

  test('a block without an end is not overlooked', () => {
    expect(() => blocksOf('```console\n$ mkt list\n')).toThrow(/no end/);
  });
});
