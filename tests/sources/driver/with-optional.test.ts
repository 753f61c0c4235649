/** Optional dependencies: taken where they fit, left out where they do not, and never a reason for anything else. */
import { describe, expect, test } from 'vitest';
import type { Solved } from '../../../src/sources/driver/solve.ts';
import { universes } from '../../support/arbitrary.ts';
import fc from '../../support/fast-check.ts';
import { resolveSketch, type Sketch } from '../../support/universe.ts';

const versionsIn = ({ resolution }: Solved) =>
  resolution?.ok === true ? resolution.chosen.map(({ name, version }) => `${name} ${version}`) : undefined;

async function ending(sketch: Sketch, request: readonly string[], options = {}) {
  const solved = await resolveSketch(sketch, request, options);
  return {
    chosen: versionsIn(solved),
    leftOut: solved.leftOut.map(({ name, reason }) => `${name} ${reason}`),
  };
}

const base = { '1.0.0': '', '1.5.0': '', '2.0.0': '' };

describe('an optional dependency', () => {
  test('is taken in the highest version of its range, with what it requires and would like itself', async () => {
    const sketch = {
      app: { '1.0.0': '?extra@^1' },
      extra: { '1.0.0': '', '1.1.0': 'base@^1 ?more', '2.0.0': '' },
      base,
      more: { '1.0.0': '' },
    };
    expect(await ending(sketch, ['app'])).toEqual({
      chosen: ['app 1.0.0', 'base 1.5.0', 'extra 1.1.0', 'more 1.0.0'],
      leftOut: [],
    });
    const { resolution } = await resolveSketch(sketch, ['app']);
    expect(resolution).toMatchObject({
      chosen: [
        { name: 'app', requested: true },
        { name: 'base', requested: false },
        {
          name: 'extra',
          requested: false,
          requiredBy: [{ name: 'app', version: '1.0.0', range: '^1', optional: true }],
        },
        { name: 'more', requested: false },
      ],
    });
  });

  test.each<[string, Sketch, string[]]>([
    ['not there', { app: { '1.0.0': '?ghost' } }, ['ghost not-found']],
    ['in no version of its range', { app: { '1.0.0': '?base@^7' }, base }, ['base no-version']],
    [
      'that requires what is not there',
      { app: { '1.0.0': '?extra' }, extra: { '1.0.0': 'ghost' } },
      ['extra does-not-fit'],
    ],
    [
      'that would move what is required',
      { app: { '1.0.0': '?extra lib' }, extra: { '1.0.0': 'lib@^1' }, lib: base },
      ['extra does-not-fit'],
    ],
    [
      'that declares a conflict',
      { app: { '1.0.0': '?extra' }, extra: { '1.0.0': '!app@^1' } },
      ['extra does-not-fit'],
    ],
  ])('%s is left out', async (_, sketch, leftOut) => {
    const end = await ending(sketch, ['app']);
    expect(end.leftOut).toEqual(leftOut);
    expect(end.chosen?.filter((each) => !each.startsWith('lib '))).toEqual(['app 1.0.0']);
  });

  test('that settings disable is left out', async () => {
    const sketch = { app: { '1.0.0': '?base' }, base };
    const isOff = (id: string) => id === 'base@lab';
    expect(await ending(sketch, ['app'], { isOff })).toEqual({
      chosen: ['app 1.0.0'],
      leftOut: ['base off'],
    });
  });

  test('that is there already stays as it is, whatever its range says', async () => {
    const sketch = { app: { '1.0.0': '?base@^1' }, other: { '1.0.0': 'base@^2' }, base };
    expect(await ending(sketch, ['app', 'other'])).toEqual({
      chosen: ['app 1.0.0', 'base 2.0.0', 'other 1.0.0'],
      leftOut: [],
    });
  });
});

test('what is chosen without optional dependencies is chosen with them', async () => {
  const names = ['p0', 'p1', 'p2', 'p3', 'p4', 'none'];
  const wish = fc.tuple(
    fc.constantFrom(...names),
    fc.constantFrom('1.0.0', '1.1.0', '2.0.0', '2.1.0'),
    fc.constantFrom(...names),
    fc.constantFrom('*', '^1', '^2', '>=3'),
  );
  await fc.assert(
    fc.asyncProperty(
      universes(5, [0, 2], 2),
      fc.array(wish, { maxLength: 6 }),
      async ({ plugins, request }, wishes) => {
        const sketch: Record<string, Record<string, string>> = structuredClone(plugins);
        for (const [name, version, on, range] of wishes) {
          const versions = sketch[name];
          if (versions?.[version] !== undefined)
            versions[version] = `${versions[version]} ?${on}@${range}`.trim();
        }
        const asked = request.map(({ name }) => name);
        const before = versionsIn(await resolveSketch(plugins, asked));
        const after = versionsIn(await resolveSketch(sketch, asked));
        if (before === undefined) expect(after).toBeUndefined();
        else expect(after).toEqual(expect.arrayContaining(before));
      },
    ),
    { numRuns: 60 },
  );
});
