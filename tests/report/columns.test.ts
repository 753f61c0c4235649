import { expect, test } from 'vitest';
import { hanging, sideBySide } from '../../src/report/columns.ts';
import fc from '../support/fast-check.ts';

const loud = (text: string) => `<${text}>`;
const bare = (text: string) => text;

test('columns stand two blanks apart, and paint takes no room', () => {
  const { lines, width } = sideBySide([
    { cells: ['a', 'long'], paint: loud },
    { cells: ['1.0.0', '1'], paint: bare },
  ]);
  expect(lines).toEqual(['<a>     1.0.0', '<long>  1    ']);
  expect(width).toBe(11);
  expect(sideBySide([{ cells: [], paint: bare }])).toEqual({ lines: [], width: 0 });
});

test('every line is as wide as all columns say, and each cell begins where its column does', () => {
  const row = fc.tuple(fc.stringMatching(/^[a-z]{0,6}$/), fc.stringMatching(/^[a-z]{0,6}$/));
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (rows) => {
      const [first, second] = [rows.map(([cell]) => cell), rows.map(([, cell]) => cell)];
      const { lines, width } = sideBySide([
        { cells: first, paint: bare },
        { cells: second, paint: bare },
      ]);
      const at = Math.max(...first.map(({ length }) => length)) + 2;
      expect(lines.map((line) => [line.slice(0, at).trimEnd(), line.slice(at).trimEnd()])).toEqual(rows);
      for (const line of lines) expect(line).toHaveLength(width);
    }),
  );
});

test('lines behind a mark begin under the first of them', () =>
  expect(hanging('<b>1.</b> ', 3, ['a', 'b'])).toEqual(['<b>1.</b> a', '   b']));
