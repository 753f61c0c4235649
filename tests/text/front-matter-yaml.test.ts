/** The quick reader of plain front matter says what a reader of YAML says, or leaves it to that. */

import { expect, test } from 'vitest';
import { readFrontMatter } from '../../src/text/front-matter.ts';
import { readYaml } from '../../src/text/yaml.ts';
import fc from '../support/fast-check.ts';

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
    { maxLength: 4 },
  )
  .map((entries) => `${entries.map(([key, text]) => `${key}:${text}`).join('\n')}\n`);

test('what is read quickly is what YAML says', () => {
  fc.assert(
    fc.property(front, (source) => {
      const found = readFrontMatter(`---\n${source}---\n`, 'a.md');
      // Others are read by that very reader, or are none.
      if (found.state !== 'sound' || found.faults.length > 0 || source.includes('---')) return;
      const yaml = readYaml(source, 'a.md', { lastWins: true });
      expect(found.value).toEqual(yaml.value ?? {});
    }),
    { numRuns: 5000 },
  );
});
