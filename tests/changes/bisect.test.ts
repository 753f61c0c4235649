/** Bisecting made-up plugins of which some are known to be bad. */
import { describe, expect, test } from 'vitest';
import { type BisectStep, nextStep, type Suspect, type Tried } from '../../src/changes/bisect.ts';
import fc from '../support/fast-check.ts';

const suspectsOf = (size: number, requires: (index: number) => readonly string[] = () => []): Suspect[] =>
  Array.from({ length: size }, (_, index) => ({ id: name(index), requires: requires(index) }));
const name = (index: number) => `p${String(index).padStart(2, '0')}`;

/** Goes on until there is an answer. */
function bisect(suspects: readonly Suspect[], isBad: (ids: ReadonlySet<string>) => boolean) {
  const tried: Tried[] = [];
  for (;;) {
    const step = nextStep(suspects, tried);
    if (step.kind !== 'try') return { step, tried };
    if (tried.length > 60) throw new Error('it does not end');
    tried.push({ ids: step.ids, isBad: isBad(new Set(step.ids)) });
  }
}

const breaking = (culprits: readonly string[]) => (ids: ReadonlySet<string>) =>
  culprits.every((id) => ids.has(id));

describe('one of fifteen', () => {
  test.each(Array.from({ length: 15 }, (_, index) => [name(index)]))(
    '%s, in at most ⌈log2 15⌉ + 2 steps',
    (id) => {
      const { step, tried } = bisect(suspectsOf(15), breaking([id]));
      expect(step).toEqual({ kind: 'found', ids: [id] });
      expect(tried.length).toBeLessThanOrEqual(6);
    },
  );
});

test('a pair of fifteen, each of the 105', () => {
  for (let first = 0; first < 15; first++)
    for (let second = first + 1; second < 15; second++) {
      const pair = [name(first), name(second)];
      const { step, tried } = bisect(suspectsOf(15), breaking(pair));
      expect(step).toEqual({ kind: 'found', ids: pair });
      expect(tried.length).toBeLessThanOrEqual(12);
    }
});

test('what is tried always has all that it requires, and what is found cannot be made smaller', () => {
  const made = fc.integer({ min: 1, max: 12 }).chain((size) =>
    fc.record({
      requires: fc.tuple(
        ...Array.from({ length: size }, (_, index) =>
          fc.subarray(
            Array.from({ length: index }, (__, before) => name(before)),
            { maxLength: Math.min(index, 2) },
          ),
        ),
      ),
      culprits: fc.subarray(
        Array.from({ length: size }, (_, index) => name(index)),
        { minLength: 1, maxLength: Math.min(size, 3) },
      ),
    }),
  );
  fc.assert(
    fc.property(made, ({ requires, culprits }) => {
      const suspects = suspectsOf(requires.length, (index) => requires[index] as string[]);
      const needsOf = (ids: readonly string[]) => {
        const all = new Set(ids);
        for (const id of all)
          for (const need of suspects.find((each) => each.id === id)?.requires ?? []) all.add(need);
        return all;
      };
      const isBad = breaking(culprits);
      const { step, tried } = bisect(suspects, isBad);
      for (const { ids } of tried) expect(needsOf(ids)).toEqual(new Set(ids));
      expect(step.kind).toBe('found');
      const { ids } = step as Extract<BisectStep, { kind: 'found' }>;
      expect(isBad(needsOf(ids))).toBe(true);
      for (const id of ids) expect(isBad(needsOf(ids.filter((each) => each !== id)))).toBe(false);
    }),
    { numRuns: 300 },
  );
});

test('bad without a plugin, and good with all of them', () => {
  expect(bisect(suspectsOf(15), () => true).step).toEqual({ kind: 'not-plugins' });
  expect(bisect(suspectsOf(15), () => false).step).toEqual({ kind: 'not-reproduced' });
});

test('answers that contradict each other', () => {
  const tried = [
    { ids: [], isBad: false },
    { ids: [name(0)], isBad: true },
    { ids: [name(0), name(1)], isBad: false },
  ];
  expect(nextStep(suspectsOf(4), tried)).toEqual({ kind: 'contradiction' });
});

test('how many steps are left, from the first on', () => {
  expect(nextStep(suspectsOf(15), [])).toEqual({ kind: 'try', ids: [], left: 6 });
  expect(nextStep(suspectsOf(15), [{ ids: [], isBad: false }])).toMatchObject({ left: 5 });
});
