/** Sets of versions, as bit masks and as lists of runs, held against the sets of the language. */
import { describe, expect, test } from 'vitest';
import {
  emptySet,
  equals,
  fullSet,
  has,
  highest,
  intersect,
  isDisjoint,
  isEmpty,
  isSubset,
  lowest,
  maskLimit,
  positionsOf,
  runsOf,
  setBetween,
  setOf,
  size,
  subtract,
  unite,
} from '../../src/resolver/version-set.ts';
import fc from '../support/fast-check.ts';

/** Ascending positions of a package with n versions. */
const positions = (n: number) =>
  fc
    .uniqueArray(fc.integer({ min: 0, max: n }), { maxLength: n + 1 })
    .map((all) => all.sort((a, b) => a - b));

describe.each([
  ['a mask', 7],
  ['the largest mask', maskLimit],
  ['the smallest list of runs', maskLimit + 1],
  ['a list of runs', 60],
])('%s', (_, n) => {
  const everything = Array.from({ length: n + 1 }, (_each, at) => at);

  test('holds what it is made of', () => {
    fc.assert(
      fc.property(positions(n), (all) => {
        const set = setOf(all, n);
        expect(positionsOf(set)).toEqual(all);
        expect(everything.filter((each) => has(set, each))).toEqual(all);
        expect(size(set)).toBe(all.length);
        expect(isEmpty(set)).toBe(all.length === 0);
        expect(highest(set)).toBe(all.at(-1) ?? 0);
        expect(lowest(set)).toBe(all.find((each) => each > 0) ?? 0);
        const runs = runsOf(set);
        expect(runs.flatMap(([from, to]) => everything.slice(from, to + 1))).toEqual(all);
        for (const [at, [from]] of runs.entries())
          if (at > 0) expect(from).toBeGreaterThan((runs[at - 1]?.[1] ?? 0) + 1);
      }),
    );
  });

  test('meets others as sets do', () => {
    fc.assert(
      fc.property(positions(n), positions(n), (one, other) => {
        const [a, b] = [setOf(one, n), setOf(other, n)];
        const [inOne, inOther] = [new Set(one), new Set(other)];
        const both = one.filter((each) => inOther.has(each));
        expect(positionsOf(intersect(a, b))).toEqual(both);
        expect(positionsOf(unite(a, b))).toEqual(
          everything.filter((each) => inOne.has(each) || inOther.has(each)),
        );
        expect(positionsOf(subtract(a, b))).toEqual(one.filter((each) => !inOther.has(each)));
        expect(isDisjoint(a, b)).toBe(both.length === 0);
        expect(isSubset(a, b)).toBe(both.length === one.length);
        expect(isSubset(intersect(a, b), a)).toBe(true);
        expect(equals(a, b)).toBe(String(one) === String(other));
        expect(equals(a, setOf(one, n))).toBe(true);
      }),
    );
  });

  test('can be all, none, or all from one to another', () => {
    expect(positionsOf(fullSet(n))).toEqual(everything);
    expect(positionsOf(emptySet(n))).toEqual([]);
    fc.assert(
      fc.property(fc.nat(n), fc.nat(n), (a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const set = setBetween(from, to, n);
        expect(positionsOf(set)).toEqual(everything.slice(from, to + 1));
        // However a set came about, it is the same value.
        expect(equals(set, setOf(everything.slice(from, to + 1), n))).toBe(true);
      }),
    );
  });
});
