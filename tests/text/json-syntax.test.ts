/** What is said of texts that are no JSON: held against JSON.parse for whether, against hand-written texts for what and where. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { syntaxFaults } from '../../src/text/json-syntax.ts';
import { placeIn } from '../../src/text/source-text.ts';
import fc from '../support/fast-check.ts';
import { outsideData } from '../support/outside-data.ts';
import { expectLinear } from '../support/work.ts';

const said = (text: string, comments = false) =>
  syntaxFaults(text, comments).map(({ message, offset }) => {
    const { line, column } = placeIn(text, offset);
    return `${line}:${column} ${message}`;
  });

describe('syntaxFaults', () => {
  test.each<[what: string, text: string, faults: string[]]>([
    ['nothing wrong', '{ "a": [1, { "b": null }] }', []],
    ['a trailing comma', '{\n  "a": 1,\n}', ['2:9 trailing comma before `}`']],
    ['in a list', '[1, 2 , ]', ['1:7 trailing comma before `]`']],
    ['a missing comma', '{\n  "a": 1\n  "b": 2\n}', ['3:3 missing `,`']],
    [
      'a comma too many',
      '{ "a": 1,, "b": [1,,2] }',
      ['1:10 expected a key in double quotes', '1:20 expected a value'],
    ],
    ['no colon', '{ "a" 1, "b": 2 }', ['1:7 missing `:`']],
    ['single quotes', "{ 'a': 'b' }", ["1:3 `'a'` is in single quotes"]],
    ['typographic quotes', '{ "a": “b” }', ['1:8 `“b”` is in typographic quotes']],
    [
      'no quotes',
      '{ a: "x", "b": yes }',
      ['1:3 the key `a` is not in quotes', '1:16 `yes` is not in quotes'],
    ],
    [
      'Python',
      '{ "a": True, "b": None }',
      ['1:8 `True` is not a JSON value', '1:19 `None` is not a JSON value'],
    ],
    [
      'numbers',
      '[.5, 01, 1.]',
      ['1:2 `.5` is not a valid JSON number', '1:7 number with a leading zero', '1:10 incomplete number'],
    ],
    ['a tab in a text', '{ "a": "b\tc" }', ['1:8 tab in a string']],
    ['an escape', '{ "a": "C:\\dir" }', ['1:8 `\\d` is not a valid escape']],
    ['an invisible character', '{ "a":\u00a01 }', ['1:7 invisible character (U+00A0)']],
    ['a comment', '{ // why\n "a": 1 }', ['1:3 comments are not allowed in JSON']],
    ['quotes in a comment', '{ // "why\n "a": 1 }', ['1:3 comments are not allowed in JSON']],
    [
      'a bracket that is not closed',
      '{\n  "a": [1,\n  "b"\n',
      ['4:1 `]` is missing: the `[` on line 2 is not closed'],
    ],
    ['the wrong bracket', '{ "a": [1, 2}, "b": 3 }', ['1:13 `}` does not close the `[` on line 1']],
    ['the wrong bracket where a value is due', '{ "a": [ }', ['1:10 `}` does not close the `[` on line 1']],
    ['no value before the right bracket', '{ "a": }', ['1:8 expected a value']],
    ['a bracket too many', '{ "a": 1 } }', ['1:12 unexpected text after the end of the value']],
    [
      'a text without its last quote',
      '{\n  "a": "b,\n  "c": 1,\n}',
      ['2:8 unterminated string', '3:9 trailing comma before `}`'],
    ],
    ['the same at the end of an object', '{\n  "a": "b\n}', ['2:8 unterminated string']],
    ['the same with CRLF', '{\r\n  "a": "b,\r\n  "c": 1\r\n}', ['2:8 unterminated string']],
    ['at the end of the file', '{ "a": "b', ['1:8 unterminated string']],
    ['a backslash before the line ends', '{ "a": "b\\\n}', ['1:8 unterminated string']],
    [
      'a quote that is missing in the middle of a line',
      '{\n  "a: "b",\n  "c": 1\n}',
      ['2:8 `b` is not in quotes'],
    ],
    [
      'a text over several lines',
      '{\n  "a": "b\n    c\n  d",\n  "e": True\n}',
      ['2:8 line break in a string', '5:8 `True` is not a JSON value'],
    ],
    [
      'a merge conflict',
      '{\n<<<<<<< HEAD\n  "a": 1,\n=======\n  "a": 2,\n>>>>>>> other\n  "b": 2,\n}',
      ['2:1 unresolved merge conflict (lines 2 to 6)', '7:9 trailing comma before `}`'],
    ],
    [
      'a merge conflict with the common ancestor',
      '{\r\n<<<<<<< HEAD\r\n  "a": 1\r\n||||||| base\r\n  "a": 0\r\n=======\r\n  "a": 2\r\n>>>>>>> other\r\n}',
      ['2:1 unresolved merge conflict (lines 2 to 8)'],
    ],
    [
      'half a merge conflict',
      '{\n  "a": 1\n=======\n  "a": 2\n>>>>>>> x\n}',
      ['3:1 merge conflict marker', '5:1 merge conflict marker'],
    ],
    ['something else', '<html>', ['1:1 unexpected word or symbol']],
  ])('%s', (_, text, faults) => {
    expect(said(text)).toEqual(faults);
  });

  test('comments and trailing commas where they are tolerated', () => {
    expect(said('{ // why\n "a": [1,], /* x */ }', true)).toEqual([]);
    expect(said('{ "a": [1,,], }', true)).toEqual(['1:11 expected a value']);
  });

  const json = fc
    .json({ maxDepth: 3 })
    .chain((text) => fc.constantFrom(text, JSON.stringify(JSON.parse(text), null, 2)));
  const scraps = [
    '"',
    ',',
    '{',
    '}',
    '[',
    ']',
    ':',
    '\n',
    '\r\n',
    '\\',
    "'",
    ' ',
    '0',
    '-',
    '.',
    '//',
    '/*',
    'nul',
    '\t',
    '\u00a0',
    '\u2028',
    '=======\n',
    '\n<<<<<<< a\n',
    '\n>>>>>>> b\n',
  ];

  test('something is said of exactly what JSON.parse refuses, in order, and nothing behind the place where it gives up', () => {
    fc.assert(
      fc.property(
        json,
        fc.array(fc.tuple(fc.nat(), fc.nat(2), fc.constantFrom('', ...scraps)), { maxLength: 3 }),
        (sound, wounds) => {
          let text = sound;
          for (const [at, length, scrap] of wounds) {
            const offset = at % (text.length + 1);
            text = text.slice(0, offset) + scrap + text.slice(offset + length);
          }
          let refused: unknown;
          try {
            JSON.parse(text);
          } catch (error) {
            refused = error;
          }
          const faults = syntaxFaults(text, false);
          expect(faults.length > 0, `${JSON.stringify(text)} ${refused}`).toBe(refused !== undefined);
          expect(faults.map(({ offset }) => offset)).toEqual(
            faults.map(({ offset }) => offset).sort((a, b) => a - b),
          );
          const position = /at position (\d+)/.exec(String(refused))?.[1];
          if (position !== undefined) expect(faults[0]?.offset, text).toBeLessThanOrEqual(Number(position));
        },
      ),
      { numRuns: 5000 },
    );
  });

  test.each([
    '"\n',
    '"',
    '<<<<<<< a\n[\n=======\n]\n>>>>>>> b\n',
    '<<<<<<< a\n=======\n>>>>>>> b\n',
    '<<<<<<< a\n',
    "'",
    '/*',
    '"\\',
  ])('a megabyte of %j is read to its end, and twice as much is twice the work', async (line) => {
    expect(syntaxFaults(line.repeat(1_000_000 / line.length), false).length).toBeGreaterThan(0);
    await expectLinear((size) => syntaxFaults(line.repeat(size), false), 200);
  });

  const samples = outsideData('marketplaces');
  test('real files that are not valid JSON', samples.needed, () => {
    const folder = join(samples.path, '_malformed');
    const faults = readdirSync(folder)
      .sort()
      .map((name) => [name.split('__')[0], said(readFileSync(join(folder, name), 'utf8').slice(0))]);
    expect(faults).toEqual([
      ['control-chars', ['12:24 line break in a string']],
      ['empty', ['2:1 expected a value']],
      ['merge-conflict-markers', ['3:1 unresolved merge conflict (lines 3 to 8)']],
      ['other-invalid', ['348:7 missing `,`', '349:7 missing `,`']],
      ['other-invalid', ['58:7 missing `,`']],
      ['trailing-comma', ['632:58 trailing comma before `}`']],
    ]);
  });
});
