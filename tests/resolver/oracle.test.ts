import satisfies from 'semver/functions/satisfies.js';
import { describe, expect, test } from 'vitest';
import fc from '../support/fast-check.ts';
import { bruteForce, resolveSketch, type Sketch } from '../support/universe.ts';

const versions = ['1.0.0', '1.1.0', '2.0.0', '2.1.0-beta.1', '3.0.0'];
const ranges = ['*', '^1.0.0', '^2.0.0', '>=1.1.0', '<2.0.0', '1.0.0', '^2.1.0-0', '^1.0.0 || ^3.0.0', '>=4'];
const names = ['a', 'b', 'c', 'd', 'e'];

const word = fc
  .tuple(fc.constantFrom('', '', '', '!'), fc.constantFrom(...names), fc.constantFrom(...ranges))
  .map(([mark, name, range]) => `${mark}${name}@${range.replaceAll(' ', '')}`);
const release = fc
  .uniqueArray(word, { maxLength: 3, selector: (text) => text })
  .map((words) => words.join(' '));
const plugin = fc
  .uniqueArray(fc.constantFrom(...versions), { minLength: 1, maxLength: 4 })
  .chain((own) =>
    fc
      .tuple(...own.map(() => release))
      .map((edges) => Object.fromEntries(own.map((version, index) => [version, edges[index] ?? '']))),
  );
const sketch: fc.Arbitrary<Sketch> = fc
  .tuple(...names.map(() => fc.option(plugin, { freq: 6, nil: undefined })))
  .map((plugins) =>
    Object.fromEntries(
      names.flatMap((name, index) => (plugins[index] === undefined ? [] : [[name, plugins[index]]])),
    ),
  );
const request = fc.uniqueArray(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...ranges)), {
  minLength: 1,
  maxLength: 3,
  selector: ([name]) => name,
});

describe('against exhaustive search', () => {
  test('the same verdict, and a resolution that is one of those that exist', async () => {
    await fc.assert(
      fc.asyncProperty(sketch, request, async (plugins, wanted) => {
        const asked = wanted.map(([name, range]) => ({ name, range }));
        const all = bruteForce(plugins, asked);
        const { resolution, problems } = await resolveSketch(
          plugins,
          asked.map(({ name, range }) => `${name}@${range}`),
        );
        if (problems.length > 0) {
          expect(all).toEqual([]);
          return;
        }
        expect(resolution?.ok).toBe(all.length > 0);
        if (resolution?.ok) {
          const chosen = new Map(resolution.chosen.map(({ name, version }) => [name, version]));
          expect(all.map(asText)).toContain(asText(chosen));
        }
      }),
      { numRuns: 1500 },
    );
  });

  test('the minimal conflict fails, and none of its parts does; every way out is one', async () => {
    await fc.assert(
      fc.asyncProperty(sketch, request, async (plugins, wanted) => {
        const asked = wanted.map(([name, range]) => ({ name, range }));
        const { resolution } = await resolveSketch(
          plugins,
          asked.map(({ name, range }) => `${name}@${range}`),
        );
        if (resolution === undefined || resolution.ok) return;
        const core = asked.filter(({ name, range }) => resolution.conflict.includes(`${name}@${range}`));
        expect(core.length).toBe(resolution.conflict.length);
        expect(bruteForce(plugins, core)).toEqual([]);
        for (const left of core)
          if (core.length > 1)
            expect(
              bruteForce(
                plugins,
                core.filter((each) => each !== left),
              ),
            ).not.toEqual([]);
        for (const { action, spec } of resolution.suggestions) {
          // What an author would have to change is not a change of the request.
          if (action === 'relax-dependency') continue;
          const [name = '', range = '*'] = spec.split(/@(.*)/s);
          const changed =
            action === 'drop'
              ? asked.filter((each) => `${each.name}@${each.range}` !== spec)
              : asked.map((each) => (each.name === name ? { name, range } : each));
          expect(bruteForce(plugins, changed)).not.toEqual([]);
        }
      }),
      { numRuns: 750 },
    );
  });

  test('the order of plugins, versions, dependencies and requests does not matter', async () => {
    await fc.assert(
      fc.asyncProperty(sketch, request, async (plugins, wanted) => {
        const texts = wanted.map(([name, range]) => `${name}@${range}`);
        const turned: Sketch = Object.fromEntries(
          Object.entries(plugins)
            .reverse()
            .map(([name, own]) => [
              name,
              Object.fromEntries(
                Object.entries(own)
                  .reverse()
                  .map(([version, edges]) => [version, edges.split(' ').reverse().join(' ')]),
              ),
            ]),
        );
        const one = await resolveSketch(plugins, texts);
        const other = await resolveSketch(turned, texts.toReversed());
        expect(other.resolution?.ok).toBe(one.resolution?.ok);
        if (one.resolution?.ok) expect(other.resolution).toEqual(one.resolution);
      }),
      { numRuns: 500 },
    );
  });

  test('with one request and no conflict every strategy keeps its promise', async () => {
    const plain: Sketch = {
      a: { '1.0.0': 'b@^1', '1.1.0': 'b@^1' },
      b: { '1.0.0': '', '1.5.0': 'c', '2.0.0': '' },
      c: { '1.0.0': '', '3.0.0': '' },
    };
    const versionsBy = async (strategy: 'highest' | 'lowest' | 'lowest-direct') => {
      const { resolution } = await resolveSketch(plain, ['a'], { strategy });
      return resolution?.ok ? resolution.chosen.map(({ name, version }) => `${name} ${version}`) : [];
    };
    expect(await versionsBy('highest')).toEqual(['a 1.1.0', 'b 1.5.0', 'c 3.0.0']);
    expect(await versionsBy('lowest')).toEqual(['a 1.0.0', 'b 1.0.0']);
    expect(await versionsBy('lowest-direct')).toEqual(['a 1.0.0', 'b 1.5.0', 'c 3.0.0']);
  });
});

function asText(chosen: ReadonlyMap<string, string>): string {
  return [...chosen]
    .map(([name, version]) => `${name}@${version}`)
    .sort()
    .join(' ');
}

test('the brute force itself knows node-semver', () => {
  expect(satisfies('2.1.0-beta.1', '^2.0.0')).toBe(false);
  expect(bruteForce({ a: { '1.0.0': 'b@^2' }, b: { '2.0.0': '!a@*' } }, [{ name: 'a', range: '*' }])).toEqual(
    [],
  );
});
