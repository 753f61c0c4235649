import satisfies from 'semver/functions/satisfies.js';
import maxSatisfying from 'semver/ranges/max-satisfying.js';
import { expect, test } from 'vitest';
import { createResolver } from '../../src/resolver/index.ts';
import { solve } from '../../src/sources/driver/solve.ts';
import { readBundled } from '../../src/sources/registries/bundled.ts';
import { plugins } from '../registry-data/data.ts';
import fc from '../support/fast-check.ts';
import { mktJson } from '../support/mkt.ts';
import { spec } from '../support/releases.ts';

const singles = [...plugins.keys()]
  .filter((name) => !name.endsWith('-suite') && name !== 'agent-core')
  .sort();

/** Straight from the YAML: no plugin depends on another, so each takes its highest version, if one runtime serves them all. */
function expected(wanted: readonly { name: string; range: string }[]): Record<string, string> | 'impossible' {
  const chosen: Record<string, string> = {};
  const ranges = new Map<string, string[]>();
  for (const { name, range } of wanted) {
    const manifest = plugins.get(name);
    const version = maxSatisfying(Object.keys(manifest?.releases ?? {}), range);
    if (version === null) return 'impossible';
    chosen[name] = version;
    for (const [runtime, needs] of Object.entries(manifest?.integration?.requires?.runtimes ?? {})) {
      ranges.set(runtime, [...(ranges.get(runtime) ?? []), needs]);
    }
  }
  const candidates = Array.from({ length: 40 }, (_, major) =>
    Array.from({ length: 90 }, (_, minor) => `${major}.${minor}.0`),
  ).flat();
  const served = [...ranges.values()].every((all) =>
    candidates.some((version) => all.every((range) => satisfies(version, range))),
  );
  return served ? chosen : 'impossible';
}

test('there are 31 single plugins', () => {
  expect(singles).toHaveLength(31);
});

test('all 31 together, through the program: check and resolve agree with what the YAML says', () => {
  const all = expected(singles.map((name) => ({ name, range: '*' })));
  const check = mktJson(['check', ...singles]);
  const resolve = mktJson(['resolve', ...singles]);
  expect(check.code).toBe(0);
  expect(resolve.code).toBe(0);
  expect(resolve.json.resolution).toEqual(all);
  const checked = check.json.plugins.map(({ name, version }: { name: string; version: string }) => [
    name,
    version,
  ]);
  expect(Object.fromEntries(checked)).toEqual(all);
});

test('random subsets with random ranges agree too', async () => {
  const { registry } = await readBundled();
  const range = fc.constantFrom(
    '*',
    '^1.0.0',
    '^2.0.0',
    '<1.0.5',
    '>=1.0.4 <2',
    '1.0.x',
    '^3',
    '2.1.0 || 1.0.7',
  );
  const wish = fc.uniqueArray(fc.record({ name: fc.constantFrom(...plugins.keys()), range }), {
    minLength: 1,
    maxLength: 12,
    selector: ({ name }) => name,
  });
  await fc.assert(
    fc.asyncProperty(wish, async (wanted) => {
      const specs = wanted.map(({ name, range: text }) => spec(`${name}@${text}`));
      const { resolution, problems } = await solve(
        [registry],
        specs,
        { strategy: 'highest' },
        createResolver,
      );
      const answer = expected(wanted);
      if (answer === 'impossible') expect(problems.length > 0 || resolution?.ok === false).toBe(true);
      else
        expect(
          resolution?.ok && Object.fromEntries(resolution.chosen.map(({ name, version }) => [name, version])),
        ).toEqual(answer);
    }),
    { numRuns: 400 },
  );
});
