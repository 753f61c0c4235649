/** What is said of a request that no release fits: which prereleases would, and which tags are only named wrongly. */
import { describe, expect, test } from 'vitest';
import type { Plugin } from '../../../src/model/plugin.ts';
import type { Registry } from '../../../src/model/registry.ts';
import type { RequestProblem } from '../../../src/model/resolution.ts';
import { createResolver } from '../../../src/resolver/index.ts';
import { solve } from '../../../src/sources/driver/solve.ts';
import { spec } from '../../support/releases.ts';
import { resolveSketch, type Sketch, universe } from '../../support/universe.ts';

const sketch: Sketch = {
  base: { '1.0.0': '', '1.1.0-rc.1': '', '2.0.0-beta.1': '', '2.0.0-beta.2': '', '3.0.0-alpha.1': '' },
};

async function problemOf(text: string): Promise<RequestProblem | undefined> {
  const { problems, resolution } = await resolveSketch(sketch, [text]);
  expect(resolution === undefined).toBe(problems.length > 0);
  expect(problems.length).toBeLessThan(2);
  return problems[0];
}

describe('a range that no release fits', () => {
  test.each<[range: string, prereleases: string[]]>([
    ['^2', ['2.0.0-beta.2', '2.0.0-beta.1']],
    ['>=2', ['3.0.0-alpha.1', '2.0.0-beta.2', '2.0.0-beta.1']],
    ['~1.1', ['1.1.0-rc.1']],
    ['^7', []],
  ])('%s: the prereleases that would, the newest first', async (range, prereleases) => {
    expect(await problemOf(`base@${range}`)).toMatchObject({ kind: 'no-matching-version', prereleases });
  });

  test('a range that names a prerelease gets it, and everything older is a release', async () => {
    expect(await problemOf('base@^2.0.0-beta.1')).toBeUndefined();
    expect(await problemOf('base@*')).toBeUndefined();
  });
});

test('tags that are named wrongly are told where the range would take them, and only there', async () => {
  const registry: Registry = withTags(universe({ base: { '1.0.0': '' } }), [
    { tag: 'v2.0.0', version: '2.0.0', expected: 'base--v2.0.0' },
    { tag: 'v2.1.0-rc.1', version: '2.1.0-rc.1', expected: 'base--v2.1.0-rc.1' },
    { tag: 'v3.0.0', version: '3.0.0', expected: 'base--v3.0.0' },
  ]);
  const said = async (text: string) =>
    (await solve([registry], [spec(text)], { strategy: 'highest' }, createResolver)).problems;
  expect(await said('base@^2')).toMatchObject([{ misnamedTags: [{ version: '2.0.0' }] }]);
  expect(Object.keys((await said('base@^7'))[0] ?? {})).not.toContain('misnamedTags');
  expect(await said('base@^1')).toEqual([]);
});

function withTags(registry: Registry, misnamedTags: NonNullable<Plugin['misnamedTags']>): Registry {
  return {
    ...registry,
    lookup: async (name) => {
      const lookup = await registry.lookup(name);
      if (lookup.status !== 'found') return lookup;
      // Not a copy: some properties of a plugin are computed only when they are read.
      const plugins = lookup.plugins.map((plugin) => Object.assign(Object.create(plugin), { misnamedTags }));
      return { ...lookup, plugins };
    },
  };
}
