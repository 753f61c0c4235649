/**
 * Counts the steps that a function takes, as V8 counts them for coverage: how often each block of code ran, in mkt and in the libraries
 * alike. What is built in (searching a text, a regular expression) is one step here; `workOf` counts that.
 */
import { Session } from 'node:inspector/promises';
import { expect } from 'vitest';
import { mostGrowth } from './work.ts';

// Now, before anything else is run: of a function that is compiled already, V8 counts the calls and not the blocks.
const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

/** How often any block of code runs. */
async function stepsOf(run: () => unknown): Promise<number> {
  await session.post('Profiler.takePreciseCoverage');
  await run();
  const { result } = await session.post('Profiler.takePreciseCoverage');
  const own = result.filter(({ url }) => !url.startsWith('node:'));
  const blocks = own.flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges));
  return blocks.reduce((sum, { count }) => sum + count, 0);
}

/** What may differ for another reason than the size, such as a cache that is filled. */
const slack = 5000;

/** Fails if the steps grow faster than the input: for twice as much, about twice as many. */
export async function expectLinearSteps(of: (size: number) => unknown, size: number): Promise<void> {
  // What runs only once, such as loading a module, is not part of it.
  await of(1);
  const steps = [
    await stepsOf(() => of(size)),
    await stepsOf(() => of(2 * size)),
    await stepsOf(() => of(4 * size)),
  ] as const;
  const [first, second, third] = steps;
  expect(first, 'nothing was counted').toBeGreaterThan(0);
  expect(second, steps.join(', then ')).toBeLessThan(mostGrowth * first + slack);
  expect(third, steps.join(', then ')).toBeLessThan(mostGrowth * second + slack);
}
