/** Manifests of any size end in an answer: nothing is as deep as its input. How the time grows is for `bench/resolver`. */
import { expect, test } from 'vitest';
import { resolveSketch, type Sketch } from '../support/universe.ts';

const many = <T>(amount: number, of: (index: number) => T): T[] =>
  Array.from({ length: amount }, (_, index) => of(index));

async function answer(sketch: Sketch, request: readonly string[]) {
  const { resolution } = await resolveSketch(sketch, request);
  if (resolution === undefined) throw new Error('the request itself is in order');
  return resolution;
}

test('100,000 releases of one plugin', async () => {
  const releases = Object.fromEntries(
    many(100_000, (index) => [`${Math.floor(index / 1000)}.${index % 1000}.0`, '']),
  );
  const resolution = await answer({ a: { '1.0.0': 'b@<50' }, b: releases }, ['a', 'b']);
  expect(resolution.ok && resolution.chosen.map(({ version }) => version)).toEqual(['1.0.0', '49.999.0']);
});

test('20,000 releases, each with its own dependency that no plugin satisfies', async () => {
  const releases = Object.fromEntries(many(20_000, (index) => [`1.${index}.0`, `c@>=${2 + index}`]));
  const resolution = await answer({ b: releases, c: { '1.0.0': '' } }, ['b']);
  expect(!resolution.ok && resolution.conflict).toEqual(['b']);
});

test('one release with 20,000 dependencies', async () => {
  const leaves = Object.fromEntries(many(20_000, (index) => [`b${index}`, { '1.0.0': '' }]));
  const resolution = await answer({ a: { '1.0.0': Object.keys(leaves).join(' ') }, ...leaves }, ['a']);
  expect(resolution.ok && resolution.chosen.length).toBe(20_001);
});

test.each([
  ['a chain of 10,000', (index: number) => (index < 9999 ? `b${index + 1}` : '')],
  ['a ring of 10,000', (index: number) => `b${(index + 1) % 10_000}`],
])('%s', async (_, next) => {
  const sketch = Object.fromEntries(many(10_000, (index) => [`b${index}`, { '1.0.0': next(index) }]));
  const resolution = await answer(sketch, ['b0']);
  expect(resolution.ok && resolution.chosen.length).toBe(10_000);
});

test('a chain of 4,000 that ends in nothing', async () => {
  const sketch = Object.fromEntries(many(4000, (index) => [`b${index}`, { '1.0.0': `b${index + 1}` }]));
  const resolution = await answer(sketch, ['b0']);
  expect(!resolution.ok && resolution.conflict).toEqual(['b0']);
});

test('2,000 requests, two of which are incompatible', async () => {
  const sketch = {
    ...Object.fromEntries(
      many(2000, (index) => [
        `b${index}`,
        { '1.0.0': index === 700 ? 'z@^1' : index === 1400 ? 'z@^2' : 'z' },
      ]),
    ),
    z: { '1.0.0': '', '2.0.0': '' },
  };
  const resolution = await answer(
    sketch,
    many(2000, (index) => `b${index}`),
  );
  expect(!resolution.ok && resolution.conflict).toEqual(['b700', 'b1400']);
});
