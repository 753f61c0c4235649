/** The fewest plugins to disable, held against trying every set. */
import { describe, expect, test } from 'vitest';
import { type Budget, type CostlyPlugin, isWithin, loadOf, trim } from '../../src/changes/trim.ts';
import fc from '../support/fast-check.ts';

const plugin = (
  id: string,
  tokens: number,
  {
    requires = [],
    isListed = true,
    Bash = [],
  }: { requires?: string[]; isListed?: boolean; Bash?: string[] } = {},
): CostlyPlugin => ({ id, tokens, requires, isListed, processes: new Map([['Bash', new Set(Bash)]]) });

const budget: Budget = { tokens: 100, processes: 2 };
const offOf = (plugins: readonly CostlyPlugin[], keep: readonly string[] = []) =>
  trim(plugins, budget, new Set(keep))?.off;

describe('what is disabled', () => {
  test('nothing, if it fits', () => expect(offOf([plugin('a', 100)])).toEqual([]));

  test('one that is enough, rather than two', () =>
    expect(offOf([plugin('a', 40), plugin('b', 50), plugin('c', 60), plugin('d', 10)])).toEqual(['c']));

  test('of two that are each enough, the one that gives up less', () =>
    expect(offOf([plugin('a', 70), plugin('b', 60)])).toEqual(['b']));

  test('too many processes count as well; a shared one counts once', () => {
    const shared = [
      plugin('a', 1, { Bash: ['x'] }),
      plugin('b', 1, { Bash: ['x'] }),
      plugin('c', 1, { Bash: ['y'] }),
    ];
    expect(offOf(shared)).toEqual([]);
    expect(offOf([...shared, plugin('d', 1, { Bash: ['z'] })])).toHaveLength(1);
  });

  test('a dependency goes with the last plugin that requires it, and not before', () => {
    const lib = plugin('lib', 80, { isListed: false });
    const one = trim([plugin('a', 30, { requires: ['lib'] }), lib, plugin('c', 5)], budget, new Set());
    expect(one).toMatchObject({ off: ['a'], alongside: ['lib'] });
    const two = [plugin('a', 30, { requires: ['lib'] }), plugin('b', 5, { requires: ['lib'] }), lib];
    expect(offOf(two)).toEqual(['a']);
  });

  test('a listed plugin that another one requires goes only with it', () => {
    expect(offOf([plugin('lib', 90), plugin('a', 20, { requires: ['lib'] })])).toEqual(['a']);
    expect(offOf([plugin('lib', 120), plugin('a', 20, { requires: ['lib'] })])?.toSorted()).toEqual([
      'a',
      'lib',
    ]);
  });

  test('nothing that must stay; no answer if then it cannot fit', () => {
    expect(offOf([plugin('a', 90), plugin('b', 80)], ['a'])).toEqual(['b']);
    expect(offOf([plugin('a', 190), plugin('b', 80)], ['a'])).toBeUndefined();
  });
});

const combination = fc.integer({ min: 1, max: 7 }).chain((size) =>
  fc.tuple(
    ...Array.from({ length: size }, (_, index) =>
      fc.record({
        tokens: fc.integer({ min: 0, max: 60 }),
        isListed: fc.boolean(),
        // Only on those before it: without cycles, and with much in common.
        requires: fc.subarray(
          Array.from({ length: index }, (__, before) => `p${before}`),
          { maxLength: Math.min(index, 2) },
        ),
        Bash: fc.subarray(['x', 'y', 'z', 'w']),
      }),
    ),
  ),
);

test('as few as trying every set finds, and what is left fits and is complete', () => {
  fc.assert(
    fc.property(combination, (sketches) => {
      const plugins = sketches.map(({ tokens, ...more }, index) => plugin(`p${index}`, tokens, more));
      const listed = plugins.filter(({ isListed }) => isListed);
      const present = closure(listed);
      const there = plugins.filter(({ id }) => present.has(id));
      const end = trim(there, budget, new Set());
      const sizes = subsets(listed.map(({ id }) => id)).flatMap((off) => {
        const stays = closure(listed.filter(({ id }) => !off.includes(id)));
        const isFit = isWithin(loadOf(there.filter(({ id }) => stays.has(id))), budget);
        return isFit && off.every((id) => !stays.has(id)) ? [off.length] : [];
      });
      expect(end?.off.length).toBe(Math.min(...sizes));
      expect(end?.isLeast).toBe(true);

      function closure(roots: readonly CostlyPlugin[]): Set<string> {
        const all = new Set(roots.map(({ id }) => id));
        for (const id of all)
          for (const need of plugins.find((each) => each.id === id)?.requires ?? []) all.add(need);
        return all;
      }
    }),
    { numRuns: 300 },
  );
});

test('fifty plugins that share nothing: an answer, and whether it is known to be the least', () => {
  const many = Array.from({ length: 50 }, (_, index) => plugin(`p${index}`, 10));
  const end = trim(many, budget, new Set());
  expect(end?.off).toHaveLength(40);
  expect(end?.left.tokens).toBe(100);
});

function subsets(ids: readonly string[]): string[][] {
  return Array.from({ length: 2 ** ids.length }, (_, bits) => ids.filter((__, index) => (bits >> index) & 1));
}
