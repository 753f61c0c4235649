/** The order of nodes that need each other, against all orders there are. */
import { describe, expect, test } from 'vitest';
import { cheapestOrder, type Weighted } from '../../src/planner/cheapest-order.ts';
import fc from '../support/fast-check.ts';

/** What an order misses: the definition. */
const costOf = (order: readonly string[], links: readonly Weighted[]) =>
  links
    .filter(({ from, to }) => from !== to && order.includes(from) && order.indexOf(from) > order.indexOf(to))
    .reduce((sum, { cost }) => sum + cost, 0);

function permutations(names: readonly string[]): string[][] {
  return names.length === 0
    ? [[]]
    : names.flatMap((name) =>
        permutations(names.filter((each) => each !== name)).map((rest) => [name, ...rest]),
      );
}

const names = ['a', 'b', 'c', 'd', 'e'];
const links = fc.array(
  fc.record({
    from: fc.constantFrom(...names, 'elsewhere'),
    to: fc.constantFrom(...names),
    cost: fc.constantFrom(1, 1.25, 3),
  }),
  { maxLength: 14 },
);

describe('the cheapest order', () => {
  test('no other order misses less', () => {
    fc.assert(
      fc.property(links, (all) => {
        const order = cheapestOrder(names, all);
        expect([...order].sort()).toEqual(names);
        expect(costOf(order, all)).toBe(Math.min(...permutations(names).map((each) => costOf(each, all))));
      }),
    );
  });

  test('of equal orders, the given one', () => {
    expect(cheapestOrder(names, [])).toEqual(names);
    expect(cheapestOrder(['b', 'a'], [])).toEqual(['b', 'a']);
  });

  test('the one link that costs less is cut', () => {
    const cycle = (cheap: string) =>
      [
        ['a', 'b'],
        ['b', 'c'],
        ['c', 'a'],
      ].map(([from = '', to = '']) => ({ from, to, cost: `${from}${to}` === cheap ? 1 : 2 }));
    expect(cheapestOrder(['a', 'b', 'c'], cycle('ca'))).toEqual(['a', 'b', 'c']);
    expect(cheapestOrder(['a', 'b', 'c'], cycle('ab'))).toEqual(['b', 'c', 'a']);
  });

  test('more nodes than can be compared still come in an order in which a chain misses nothing', () => {
    const many = Array.from({ length: 14 }, (_, index) => `n${index}`);
    const chain = many.slice(1).map((to, index) => ({ from: `n${index}`, to, cost: 1 }));
    expect(costOf(cheapestOrder([...many].reverse(), chain), chain)).toBe(0);
  });
});
