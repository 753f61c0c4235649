/** Comparison with an independent SAT solver, on universes that are too large for exhaustive search. */

import { describe, expect, test } from 'vitest';
import { universes } from '../support/arbitrary.ts';
import { type Case, cases, holds } from '../support/cases.ts';
import fc from '../support/fast-check.ts';
import { runtimeVersions, solveWithSat } from '../support/sat.ts';
import { faultsOf, resolveSketch, typed } from '../support/universe.ts';

/** Compares both answers. @returns whether there is one. */
async function agrees({ plugins, request }: Pick<Case, 'plugins' | 'request'>): Promise<boolean> {
  const expected = solveWithSat(plugins, request);
  const { resolution, problems } = await resolveSketch(plugins, request.map(typed), { explain: false });
  if (problems.length > 0) {
    expect(expected, 'the request itself cannot be met').toBeUndefined();
    return false;
  }
  expect(resolution?.ok).toBe(expected !== undefined);
  if (resolution?.ok !== true) return false;
  const chosen = new Map(resolution.chosen.map(({ name, version }) => [name, version]));
  expect(faultsOf(plugins, request, chosen, runtimeVersions)).toEqual([]);
  return true;
}

describe('the verdict of a SAT solver, and a choice that keeps every rule', () => {
  test.each([
    { amount: 6, wishes: [2, 4], requested: 2, runs: 100 },
    { amount: 10, wishes: [1, 4], requested: 3, runs: 100 },
    { amount: 16, wishes: [1, 4], requested: 4, runs: 100 },
    { amount: 24, wishes: [1, 4], requested: 4, runs: 100 },
  ] as const)(
    '$amount plugins, $wishes wishes a release, $requested requested, $runs times',
    async ({ amount, wishes, requested, runs }) => {
      let solvable = 0;
      await holds(
        fc.asyncProperty(universes(amount, wishes, requested), async (each) => {
          if (await agrees(each)) solvable += 1;
        }),
        runs,
        'the verdict differs from that of a SAT solver, or the choice breaks a rule',
      );
      // Near the phase transition: neither answer is rare.
      expect(solvable / runs).toBeGreaterThan(0.25);
      expect(solvable / runs).toBeLessThan(0.75);
    },
  );
});

/** Beyond 30 releases a set of them is kept as a list of runs: each release comes eight times, alike but for its last number. */
const wide = ({ plugins, request }: Pick<Case, 'plugins' | 'request'>) => ({
  request,
  plugins: Object.fromEntries(
    Object.entries(plugins).map(([name, versions]) => [
      name,
      Object.fromEntries(
        Object.entries(versions).flatMap(([version, words]) =>
          Array.from({ length: 8 }, (_, patch) => [version.replace(/0$/, String(patch)), words]),
        ),
      ),
    ]),
  ),
});

test('the same with 32 releases of every plugin', async () => {
  const runs = 50;
  let solvable = 0;
  await holds(
    fc.asyncProperty(universes(6, [2, 4], 2).map(wide), async (each) => {
      if (await agrees(each)) solvable += 1;
    }),
    runs,
    'with many releases the verdict differs from that of a SAT solver, or the choice breaks a rule',
  );
  expect(solvable / runs).toBeGreaterThan(0.2);
  expect(solvable / runs).toBeLessThan(0.8);
});

test.each(cases())('the saved case %s', async (_, each) => {
  await agrees(each);
});
