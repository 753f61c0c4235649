/** The quick reader of plain front matter says what a reader of YAML says, or leaves it to that. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { plainMap } from '../../src/text/plain-front-matter.ts';
import { readYaml } from '../../src/text/yaml.ts';
import fc from '../support/fast-check.ts';
import { root } from '../support/mkt.ts';

const samples = join(root, '../shared/data/marketplaces');

/** Pieces of which real front matter is made, and some that a quick reader could trip over. */
const piece = fc.constantFrom(
  ...[
    'a',
    'Bash',
    'true',
    'no',
    '1.0',
    '1.2.3',
    '~',
    '<path>',
    '[x]',
    '"q"',
    "'s'",
    '"',
    "'",
    ',',
    ', ',
    ': ',
    ':',
    ' #c',
  ],
  ...[
    '#',
    '-',
    '- ',
    '|',
    '>',
    '>-',
    '[',
    ']',
    '{',
    '}',
    '&a',
    '*a',
    '!t',
    '@',
    '`',
    '%',
    '\\',
    '\t',
    ' ',
    '  ',
    '—',
    'é',
  ],
);
const words = fc.array(piece, { maxLength: 5 }).map((parts) => parts.join(''));
const item = fc.oneof(
  words,
  fc.constantFrom('"Read"', "'Write'", 'Bash', 'mcp__x', 'true', '', 'a b', '"a, b"', 'a: b', '- x'),
);
const value = fc.oneof(
  words.map((text) => ` ${text}`),
  fc.array(item, { maxLength: 4 }).map((items) => ` [${items.join(', ')}]`),
  fc
    .array(item, { maxLength: 3 })
    .map((items) => `\n  [\n${items.map((each) => `    ${each},\n`).join('')}  ]`),
  fc
    .tuple(fc.constantFrom('', ' ', '  ', '\t'), fc.array(item, { maxLength: 4 }))
    .map(([indent, items]) => items.map((each) => `\n${indent}- ${each}`).join('')),
  fc
    .tuple(fc.constantFrom(' >', ' |', ' >-', ' |-', ''), fc.array(words, { maxLength: 3 }))
    .map(([mark, lines]) => `${mark}${lines.map((line) => `\n  ${line}`).join('')}`),
);
const nested = fc
  .tuple(
    fc.constantFrom(' ', '  ', '\t'),
    fc.array(
      fc.tuple(fc.constantFrom('a', 'b', 'c-d', '1', '"q"'), fc.constantFrom(':', ': ', ' : '), item),
      {
        maxLength: 3,
      },
    ),
  )
  .map(([indent, entries]) => entries.map((entry) => `\n${indent}${entry.join('')}`).join(''));
const below = fc
  .array(fc.oneof(item, words), { maxLength: 4 })
  .map((lines) => lines.map((line) => `\n  ${line}`).join(''));
const quotedBelow = below.map((lines) => lines.replace(/^(\n *)(.*)$/s, '$1"$2"'));
const front = fc
  .array(
    fc.tuple(
      fc.constantFrom('name', 'description', 'tools', 'a-b'),
      fc.oneof(value, nested, below, quotedBelow),
    ),
    { minLength: 1, maxLength: 2 },
  )
  .map((entries) => `${entries.map(([key, text]) => `${key}:${text}`).join('\n')}\n`);

/** What the quick reader says, held to the library; undefined where it leaves the block to that. */
function compared(source: string, path: string): unknown {
  // Nothing at all is a map without keys here, and three dashes end a block.
  if (source.trim() === '' || source.includes('---')) return undefined;
  const plain = plainMap(source);
  if (plain === undefined) return undefined;
  const { value, faults } = readYaml(source, path, { lastWins: true });
  expect(faults, path).toEqual([]);
  expect(plain, path).toEqual(value);
  return plain;
}

test('what is read quickly is what YAML says', () => {
  let read = 0;
  fc.assert(
    fc.property(front, (source) => {
      if (compared(source, 'a.md') !== undefined) read += 1;
    }),
    { numRuns: 6000 },
  );
  expect(read).toBeGreaterThan(500);
});

/** The front matter of the samples. */
function* blocks(): Generator<{ readonly path: string; readonly source: string }> {
  for (const name of readdirSync(samples).filter((each) => each.includes('+'))) {
    for (const file of readdirSync(join(samples, name), { recursive: true, encoding: 'utf8' })) {
      const path = join(samples, name, file);
      const text = file.endsWith('.md') ? readFileSync(path, 'utf8') : '';
      const [, source] = /^---[ \t]*\r?\n([\s\S]*?)---[ \t]*(?:\r?\n|$)/.exec(text) ?? [];
      if (source !== undefined) yield { path, source };
    }
  }
}

describe.skipIf(!existsSync(samples))('front matter of real marketplaces', () => {
  test('all that is read quickly is what YAML says, and that is most of it', () => {
    const all = [...blocks()];
    const quick = all.filter(({ path, source }) => compared(source, path) !== undefined);
    expect(quick.length / all.length).toBeGreaterThan(0.8);
  });

  test('with something put into it, or taken out', () => {
    const all = [...blocks()];
    fc.assert(
      fc.property(
        fc.nat(all.length - 1),
        fc.nat(1000),
        fc.nat(3),
        fc.oneof(piece, fc.constant('\n')),
        (index, at, taken, put) => {
          const { path, source } = all[index] as { path: string; source: string };
          const start = at % (source.length + 1);
          compared(`${source.slice(0, start)}${put}${source.slice(start + taken)}`, path);
        },
      ),
      { numRuns: 4000 },
    );
  });
});
