import { expect, test } from 'vitest';
import { balanced, type Place } from '../../../src/report/drawing/balance.ts';
import fc from '../../support/fast-check.ts';

const place = (id: string, column: number, height = 10, gap = 2): Place => ({ id, column, height, gap });
const connectedBy = (...pairs: readonly (readonly [string, string])[]) => {
  const connected = new Map<string, string[]>();
  for (const [a, b] of pairs) {
    connected.set(a, [...(connected.get(a) ?? []), b]);
    connected.set(b, [...(connected.get(b) ?? []), a]);
  }
  return connected;
};

test('two that are connected come to the same height', () => {
  const heights = balanced([[place('a', 0), place('b', 0)], [place('c', 1)]], connectedBy(['b', 'c']));
  expect(Math.abs((heights.get('c') ?? 0) - (heights.get('b') ?? 0))).toBeLessThan(2);
});

test('one that is connected with three is beside the middle one', () => {
  const three = ['a', 'b', 'c'].map((id) => place(id, 0));
  const heights = balanced([three, [place('x', 1)]], connectedBy(['a', 'x'], ['b', 'x'], ['c', 'x']));
  expect(heights.get('x')).toBeCloseTo(heights.get('b') ?? 0, 1);
});

test('the order and the distances stay, whatever is connected', () => {
  const sizes = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(
      fc.array(sizes, { minLength: 1, maxLength: 5 }),
      fc.array(fc.tuple(fc.nat(), fc.nat())),
      (all, ends) => {
        const columns = all.map((column, index) =>
          column.map((height, row) => place(`${index} ${row}`, index, height)),
        );
        const ids = columns.flat().map(({ id }) => id);
        const pairs = ends.map(([a, b]) => [ids[a % ids.length] ?? '', ids[b % ids.length] ?? ''] as const);
        const heights = balanced(columns, connectedBy(...pairs));
        for (const column of columns)
          column.slice(1).forEach((each, index) => {
            const above = column[index] as Place;
            const distance = (heights.get(each.id) ?? Number.NaN) - (heights.get(above.id) ?? Number.NaN);
            expect(distance).toBeGreaterThanOrEqual((above.height + each.height) / 2 + each.gap - 1e-6);
          });
      },
    ),
  );
});
