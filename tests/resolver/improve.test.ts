/** What becomes of an answer of a hard search: only where the newest is wanted is it made newer. */
import { describe, expect, test } from 'vitest';
import type { ResolveRequest, Strategy } from '../../src/model/resolution.ts';
import { improve } from '../../src/resolver/improve.ts';
import { createUniverse } from '../../src/resolver/universe.ts';
import { type Sketch, universe } from '../support/universe.ts';

/** What is made of the versions that a search is said to have found; `a@lab` is written `a`. */
function improved(
  sketch: Sketch,
  names: readonly string[],
  found: Readonly<Record<string, string>>,
  options: { strategy: Strategy; locked?: Readonly<Record<string, string>> },
): Record<string, string> {
  const known = createUniverse({});
  const registry = universe(sketch);
  for (const name of Object.keys(sketch)) {
    const lookup = registry.lookup(name);
    if (lookup instanceof Promise || lookup.status !== 'found') throw new Error('a sketch is at hand');
    for (const plugin of lookup.plugins)
      known.provide({ name, marketplace: 'lab' }, { status: 'found', plugin });
  }
  const keyed = (versions: Readonly<Record<string, string>>) =>
    new Map(Object.entries(versions).map(([name, version]) => [`${name}@lab`, version]));
  const request: ResolveRequest = {
    requirements: names.map((name) => ({ name, marketplace: 'lab', range: '*', text: name })),
    strategy: options.strategy,
    ...(options.locked && { locked: keyed(options.locked) }),
  };
  const step = improve(request, known, keyed(found), 0).next();
  if (step.done !== true) throw new Error('everything was provided');
  return Object.fromEntries([...step.value].map(([key, version]) => [key.replace('@lab', ''), version]));
}

const two = { '1.0.0': '', '2.0.0': '', '3.0.0': '' };

describe('what a hard search found', () => {
  test.each<[Strategy, string]>([
    ['highest', '3.0.0'],
    ['lowest', '1.0.0'],
    ['lowest-direct', '1.0.0'],
  ])('with the strategy %s becomes %s', (strategy, version) => {
    expect(improved({ a: two }, ['a'], { a: '1.0.0' }, { strategy })).toEqual({ a: version });
  });

  test('goes back to its lock where that fits, and no further', () => {
    const sketch = { a: two, b: two };
    expect(
      improved(
        sketch,
        ['a', 'b'],
        { a: '1.0.0', b: '1.0.0' },
        { strategy: 'locked', locked: { a: '1.0.0', b: '2.0.0' } },
      ),
    ).toEqual({ a: '1.0.0', b: '2.0.0' });
  });

  test('gives the newest to what was named first, and to the next what goes with it', () => {
    const apart: Sketch = {
      a: { '1.0.0': '', '2.0.0': '!b@>=3' },
      b: { '1.0.0': '', '2.0.0': '', '3.0.0': '!a@>=2' },
    };
    const found = { a: '1.0.0', b: '1.0.0' };
    expect(improved(apart, ['a', 'b'], found, { strategy: 'highest' })).toEqual({ a: '2.0.0', b: '2.0.0' });
    expect(improved(apart, ['b', 'a'], found, { strategy: 'highest' })).toEqual({ a: '1.0.0', b: '3.0.0' });
  });
});
