/** How the client installs, held against what the complete resolver says; real runs of it are in `client-scenarios.test.ts`. */

import { describe, expect, test } from 'vitest';
import type { ClientRun } from '../../../src/model/client-run.ts';
import { highestFirst } from '../../../src/model/highest-first.ts';
import type { Plugin } from '../../../src/model/plugin.ts';
import { installWithClient } from '../../../src/sources/driver/client-install.ts';
import { universes } from '../../support/arbitrary.ts';
import fc from '../../support/fast-check.ts';
import { edgesOf, faultsOf, type Sketch, universe } from '../../support/universe.ts';

/** Plugins of a sketch as the client would see them: all versions tagged, the highest one the copy of today. */
function marketplace(
  sketch: Sketch,
  {
    inPlace = false,
    entries = {},
  }: { readonly inPlace?: boolean; readonly entries?: Readonly<Record<string, readonly string[]>> } = {},
) {
  const registry = universe(sketch);
  return {
    allows: () => true,
    async find(name: string): Promise<Plugin | null> {
      const lookup = await registry.lookup(name);
      const [plugin] = lookup.status === 'found' ? lookup.plugins : [];
      if (plugin === undefined) return null;
      const tagged = highestFirst(Object.keys(sketch[name] ?? {}));
      const current = tagged[0] as string;
      const edges = (kind: string) => (version?: string) =>
        edgesOf(sketch, name, version ?? current)
          .filter((edge) => edge.kind === kind)
          .map(({ on, range }) => ({ name: on, range }));
      const dependencies = edges('dependency');
      const optionalDependencies = edges('optional');
      return {
        ...plugin,
        client: {
          current,
          loaded: current,
          loadsCurrent: inPlace,
          tagged,
          dependencies,
          optionalDependencies,
          ...(entries[name] && { entryDependencies: entries[name].map((on) => ({ name: on, range: '*' })) }),
        },
      };
    },
  };
}

async function install(
  sketch: Sketch,
  requests: readonly string[],
  options?: Parameters<typeof marketplace>[1],
): Promise<ClientRun> {
  const run = await installWithClient(
    requests.map((text) => {
      const [name = '', range = '*'] = text.split('@');
      return { name, marketplace: 'lab', range };
    }),
    marketplace(sketch, options),
  );
  if (run === undefined) throw new Error('something of it is not known');
  return run;
}

const backtrack = {
  a: { '1.0.0': 'b@^1 c@^1' },
  b: { '1.0.0': 'c@^1', '1.1.0': 'c@^2' },
  c: { '1.0.0': '', '2.0.0': '' },
};

describe('optional dependencies', () => {
  const base = { '1.0.0': '', '1.5.0': '', '2.0.0': '' };
  const recorded = async (sketch: Sketch, requests: readonly string[], options = {}) => {
    const { recorded: all, failures } = await install(sketch, requests, options);
    return [
      [...all].map(([id, version]) => `${id.replace('@lab', '')} ${version}`).sort(),
      failures,
    ] as const;
  };

  test.each<[string, Sketch, string[]]>([
    ['the highest version in range', { app: { '1.0.0': '?base@^1' }, base }, ['app 1.0.0', 'base 1.5.0']],
    ['nothing in range', { app: { '1.0.0': '?base@^7' }, base }, ['app 1.0.0']],
    ['not there', { app: { '1.0.0': '?ghost' } }, ['app 1.0.0']],
    [
      'requires what is not there',
      { app: { '1.0.0': '?extra' }, extra: { '1.0.0': 'ghost@*' } },
      ['app 1.0.0'],
    ],
    [
      'with what it requires and would like itself',
      { app: { '1.0.0': '?extra' }, extra: { '1.0.0': 'base@^1 ?more' }, base, more: { '1.0.0': '' } },
      ['app 1.0.0', 'base 1.5.0', 'extra 1.0.0', 'more 1.0.0'],
    ],
    [
      'requires another version than is installed',
      { app: { '1.0.0': 'base@^2 ?extra' }, extra: { '1.0.0': 'base@^1' }, base },
      ['app 1.0.0', 'base 2.0.0'],
    ],
  ])('%s', async (_, sketch, end) => {
    expect(await recorded(sketch, ['app'])).toEqual([end, []]);
  });

  test('in the marketplace itself, only the current copy counts if no tag fits', async () => {
    const sketch = { app: { '1.0.0': '?base@^7' }, base };
    expect(await recorded(sketch, ['app'], { inPlace: true })).toEqual([['app 1.0.0'], []]);
  });

  test('its range is joined with no other: what comes later finds it installed', async () => {
    const sketch = { x: { '1.0.0': '?base@^1' }, y: { '1.0.0': 'base@^2' }, base };
    const { failures, order } = await install(sketch, ['x', 'y']);
    expect(failures).toMatchObject([{ kind: 'installed', installing: 'y', on: 'base', version: '1.5.0' }]);
    expect(order).toEqual(['y', 'x']);
    expect((await recorded(sketch, ['y', 'x']))[1]).toEqual([]);
  });
});

describe('what the client ends with', () => {
  test('it never tries an older version: an error, or a plugin that is not loaded, as the dependencies stand', async () => {
    expect((await install(backtrack, ['a'])).failures).toMatchObject([
      { kind: 'range-conflict', installing: 'a', on: 'c' },
    ]);
    const other = { ...backtrack, a: { '1.0.0': 'c@^1 b@^1' } };
    expect((await install(other, ['a'])).failures).toMatchObject([
      {
        kind: 'dependency-version-unsatisfied',
        on: 'c',
        installed: '1.0.0',
        asked: { by: 'b', version: '1.1.0' },
      },
    ]);
  });

  test.each([
    ['as many alternatives as the client compares', [32, 32], undefined],
    ['more', [25, 41], 'too-complex'],
    ['the same range again and again', [11, 11, 11], 'too-complex'],
  ])('ranges with alternatives: %s', async (_, counts, kind) => {
    // Spaces would separate dependencies in a sketch.
    const rangeOf = (count: number) => Array.from({ length: count }, (__, index) => `~1.${index}`).join('||');
    const names = counts.map((__, index) => `p${index}`);
    const parts = Object.fromEntries(
      counts.map((count, index) => [`p${index}`, { '1.0.0': `base@${rangeOf(count)}` }]),
    );
    const sketch = { app: { '1.0.0': names.join(' ') }, ...parts, base: { '1.0.0': '' } };
    const { failures, recorded } = await install(sketch, ['app']);
    expect(failures.map((failure) => failure.kind)).toEqual(kind === undefined ? [] : [kind]);
    if (kind !== undefined) expect(recorded.size).toBe(0);
  });

  describe('what is installed by name, or because an entry names it, is in the ranges of what is there', () => {
    const base = { '1.0.0': '', '1.5.0': '', '2.0.0': '' };
    const sketch = (range: string): Sketch => ({
      app: { '1.0.0': '' },
      top: { '1.0.0': '' },
      left: { '1.0.0': `base@${range}` },
      right: { '1.0.0': 'base@^2' },
      base,
    });
    /** `app` brings `left` along, but not what `left` requires. */
    const entries = { app: ['left'], top: ['base'] };
    const recorded = async (range: string, requests: readonly string[], options = {}) => {
      const run = await install(sketch(range), requests, { entries, ...options });
      return [run.recorded.get('base@lab'), run.failures.map(({ kind }) => kind)];
    };

    test('the highest tag that fits, as seen', async () => {
      expect(await recorded('^1', ['app', 'base'])).toEqual(['1.5.0', []]);
      expect(await recorded('^1', ['app', 'top'])).toEqual(['1.5.0', []]);
      expect(await recorded('^1', ['base', 'app'])).toEqual(['2.0.0', ['dependency-version-unsatisfied']]);
    });

    test('no tag that fits: the current copy of the marketplace, or an error', async () => {
      expect(await recorded('^4', ['app', 'base'], { inPlace: true })).toEqual([
        '2.0.0',
        ['dependency-version-unsatisfied'],
      ]);
      expect(await recorded('^4', ['app', 'base'])).toEqual([undefined, ['no-matching-tag']]);
      const both = { app: ['left', 'right'] };
      expect(await recorded('^1', ['app', 'base'], { entries: both })).toEqual([
        undefined,
        ['range-conflict'],
      ]);
    });

    test('the manifest of a plugin counts for what its entry brings along', async () => {
      const run = await install({ app: { '1.0.0': 'base@^1' }, base }, ['app'], {
        entries: { app: ['base'] },
      });
      expect(run.recorded.get('base@lab')).toBe('1.5.0');
    });
  });

  test('it moves nothing that is installed; in the other order all is well', async () => {
    const sketch = {
      x: { '1.0.0': 'base@>=1' },
      y: { '1.0.0': 'base@^1' },
      base: { '1.0.0': '', '1.5.0': '', '2.0.0': '' },
    };
    const { failures, order } = await install(sketch, ['x', 'y']);
    expect(failures).toEqual([
      {
        kind: 'installed',
        installing: 'y',
        on: 'base',
        version: '2.0.0',
        ranges: [{ by: 'y', version: '1.0.0', range: '^1' }],
      },
    ]);
    expect(order).toEqual(['y', 'x']);
    expect(await install(sketch, ['y', 'x'])).toMatchObject({ failures: [], otherCopies: [] });
  });

  test('a user gets the copy of today, whatever the list says', async () => {
    const sketch = { base: { '1.0.0': '', '2.0.0': '' } };
    expect((await install(sketch, ['base@^1'])).failures).toEqual([
      { kind: 'other-version', on: 'base', range: '^1', installed: '2.0.0' },
    ]);
    expect((await install(sketch, ['base@^2'])).failures).toEqual([]);
  });

  test('a list that names no range takes a prerelease of today as well; a range takes none that it does not name', async () => {
    const sketch = { base: { '1.0.0': '', '2.0.0-beta.1': '' } };
    expect((await install(sketch, ['base'])).failures).toEqual([]);
    expect((await install(sketch, ['base@>=1'])).failures).toEqual([
      { kind: 'other-version', on: 'base', range: '>=1', installed: '2.0.0-beta.1' },
    ]);
    expect((await install(sketch, ['base@>=2.0.0-beta'])).failures).toEqual([]);
  });

  test('what lies in the marketplace is loaded as it is today', async () => {
    const sketch = { app: { '1.0.0': 'base@^1' }, base: { '1.5.0': '', '2.0.0': '' } };
    const { failures, otherCopies } = await install(sketch, ['app'], { inPlace: true });
    expect(failures).toEqual([]);
    expect(otherCopies).toMatchObject([{ on: 'base', recorded: '1.5.0', loaded: '2.0.0' }]);
    expect((await install(sketch, ['app'])).otherCopies).toEqual([]);
  });

  test('no tag in the range: an error, unless the copy of today lies in the marketplace', async () => {
    const sketch = { app: { '1.0.0': 'base@^3' }, base: { '2.0.0': '' } };
    expect((await install(sketch, ['app'])).failures).toMatchObject([
      { kind: 'no-matching-tag', on: 'base' },
    ]);
    expect((await install(sketch, ['app'], { inPlace: true })).failures).toMatchObject([
      { kind: 'dependency-version-unsatisfied', on: 'base' },
    ]);
  });

  test('rings, itself, ranges that nobody can read, and plugins that are not there', async () => {
    expect((await install({ a: { '1.0.0': 'b a' }, b: { '1.0.0': 'a' } }, ['a', 'b'])).failures).toEqual([]);
    expect((await install({ a: { '1.0.0': 'b@what' }, b: { '1.0.0': '' } }, ['a'])).failures).toEqual([]);
    expect((await install({ a: { '1.0.0': 'gone' } }, ['a'])).failures).toMatchObject([
      { kind: 'dependency-unsatisfied', on: 'gone' },
    ]);
  });

  test('a long chain, and thousands that ask for one plugin', async () => {
    const amount = 3000;
    const chain = Object.fromEntries(
      Array.from({ length: amount }, (_, at) => [
        `p${at}`,
        { '1.0.0': at + 1 < amount ? `p${at + 1}@^1` : '' },
      ]),
    );
    expect((await install(chain, ['p0'])).recorded.size).toBe(amount);
    const star = {
      all: { '1.0.0': Array.from({ length: amount }, (_, at) => `p${at}`).join(' ') },
      base: { '1.0.0': '', '2.0.0': '' },
      ...Object.fromEntries(
        Array.from({ length: amount }, (_, at) => [`p${at}`, { '1.0.0': `base@<2.${at}.0` }]),
      ),
    };
    const { recorded, failures } = await install(star, ['all']);
    expect(recorded.size).toBe(amount + 2);
    expect(failures.length).toBeLessThanOrEqual(amount);
  });

  test('nothing is said where a plugin is not known as the client sees it', async () => {
    const { find, allows } = marketplace({ a: { '1.0.0': 'b' }, b: { '1.0.0': '' } });
    const blind = {
      allows,
      find: async (name: string) => {
        const { client, ...plugin } = (await find(name)) as Plugin;
        return name === 'b' ? plugin : { ...plugin, ...(client && { client }) };
      },
    };
    expect(await installWithClient([{ name: 'a', marketplace: 'lab', range: '*' }], blind)).toBeUndefined();
  });
});

test('what it finds is a combination, for every universe and order', async () => {
  let found = 0;
  await fc.assert(
    fc.asyncProperty(universes(7, [0, 2], 3), async ({ plugins: all, request }) => {
      // The client knows neither conflicts nor runtimes.
      const plugins = Object.fromEntries(
        Object.entries(all).map(([name, versions]) => [
          name,
          Object.fromEntries(
            Object.entries(versions).map(([version, words]) => [
              version,
              words
                .split(/\s+(?=[!%p])/)
                .filter((word) => /^p\d/.test(word))
                .join(' '),
            ]),
          ),
        ]),
      );
      const names = request.map(({ name }) => name);
      const run = await install(plugins, names);
      const sound = run.failures.length === 0 ? run : undefined;
      const again = run.order && (await install(plugins, run.order));
      for (const each of [sound, again]) {
        if (each === undefined) continue;
        found += 1;
        expect(each.failures).toEqual([]);
        const recorded = new Map(
          [...each.recorded].map(([id, version]) => [id.split('@')[0] as string, version]),
        );
        expect(faultsOf(plugins, request, recorded, [])).toEqual([]);
      }
    }),
    { numRuns: 400 },
  );
  expect(found).toBeGreaterThan(50);
});
