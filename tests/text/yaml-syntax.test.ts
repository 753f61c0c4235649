/** What is said of texts that are no YAML: held against the parser for whether, against hand-written texts for what and where. */

import { describe, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { readYaml } from '../../src/text/yaml.ts';
import fc from '../support/fast-check.ts';
import { worded } from '../support/worded.ts';

const said = (text: string) =>
  worded(readYaml(text, 'f').faults).map(
    ({ message, location: { line, column } }) => `${line}:${column} ${message}`,
  );

const column = 'this line is not aligned with the entries above it';

describe('what is no YAML', () => {
  test.each<[what: string, text: string, faults: string[]]>([
    ['nothing wrong', 'a: [b, "c"]\nd:\n  - e\n', []],
    ['a list that does not end', 'a: [b, c\n', ['1:4 `[` is never closed']],
    ['the inner of two', 'a: [b, {c: 1\n', ['1:8 `{` is never closed']],
    ['a text that does not end', 'a:\n  - "b\n  - c\n', ['2:5 `"` is never closed']],
    ['in single quotes', "a: 'b\n", ["1:4 `'` is never closed"]],
    ['a tab', 'a:\n\t- b\n', ['2:1 tab used for indentation']],
    ['entries less indented', 'a:\n  - b\n - c\n', [`3:2 ${column}`]],
    ['entries not indented', 'a:\n  - b\n- c\n', [`3:1 ${column}`]],
    ['a list behind its key', 'a: - b\n', ['1:4 a list must begin on the line after its key']],
    ['no blank behind a dash', 'a:\n- b\n-c\n', ['3:1 missing space after the dash of `-c`']],
    ['no colon', 'a:\n- b\nc\n', ['3:1 `c` is neither a key nor part of the value above']],
    ['two colons', 'a:\n  - b: c: d\n', ['2:8 a second `: ` on one line']],
    [
      'two colons above an open list',
      'a: b: c\nd: [e\n',
      ['1:4 a second `: ` on one line', '2:4 `[` is never closed'],
    ],
    ['an open list, indented below a value', 'a: 1\n {a: [b\n', ['2:6 `[` is never closed']],
    ['an open list, and indented lines after it', 'k:\n {a: [b\n  c: d\n', ['2:7 `[` is never closed']],
    ['an open list at the top', '{a: [b\n c: d\ne: f\n', ['1:6 `[` is never closed']],
    ['a bracket too many', 'a: b\nc: ]\n', ['2:4 `]` has no opening bracket']],
    ['a control character', 'a: b\nc: "d\x1b[2J"\n', ['2:6 control character (U+001B)']],
    ['in a comment', 'a: b # \x07\n', ['1:8 control character (U+0007)']],
    ['tabs and Windows line ends', 'a:\tb\r\nc: "\t"\r\n', []],
    ['a scope without quotes', 'a:\n  - @b/c\n', ['2:5 an unquoted string cannot begin with `@`']],
    [
      'a merge conflict',
      'a:\n  - b\n<<<<<<< ours\n  - c\n=======\n  - d\n>>>>>>> theirs\n',
      ['3:1 unresolved merge conflict (lines 3 to 7)'],
    ],
    [
      'several faults',
      'a: [b\nc: @d\n',
      ['1:4 `[` is never closed', '2:4 an unquoted string cannot begin with `@`'],
    ],
  ])('%s', (_, text, faults) => {
    expect(said(text)).toEqual(faults);
  });

  test('is said of the texts that the parser does not take, and of no other', () => {
    const line = fc
      .array(fc.constantFrom('a', 'b: ', '- ', ' ', '[', ']', '{', '}', '"', "'", ',', '#', '@', '&', '|'))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 5 }).map((lines) => lines.join('\n')),
        (text) => {
          const { errors, warnings } = parseDocument(text, { uniqueKeys: false });
          const own = readYaml(text, 'f').faults.filter(({ case: name }) => name === 'syntax');
          expect(own.length > 0).toBe(errors.length + warnings.length > 0);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('thousands of errors on one line end soon, and are folded', () => {
    const faults = readYaml(`a: ${'@ ] '.repeat(100_000)}`, 'f').faults;
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.length).toBeLessThan(30);
  });
});
