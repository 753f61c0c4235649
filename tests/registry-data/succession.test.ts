import compare from 'semver/functions/compare.js';
import { describe, expect, it } from 'vitest';
import { componentName } from '../../src/model/plugin.ts';
import type { ReleaseRecord } from '../../src/sources/registries/plugin-record.ts';
import { pluginFiles, plugins } from './data.ts';

/**
 * The criterion of `supersededBy`, as `registry/README.md` states it: the earliest later release of a suite that carries more
 * than half of the agents, commands and skills of the plugin's last release, each at the top level of its folder.
 */
const suites = [
  'agent-core',
  'dev-suite',
  'engineering-suite',
  'infrastructure-suite',
  'quality-suite',
  'research-suite',
  'science-suite',
];

const kinds = ['agents', 'commands', 'skills'] as const;

/** Names of a release's components; with `topLevelOnly`, without those in nested folders. */
function components(release: ReleaseRecord, { topLevelOnly }: { topLevelOnly: boolean }): Set<string> {
  const all = kinds.flatMap((kind) =>
    (release.components?.[kind] ?? []).map((path) => [kind, path] as const),
  );
  return new Set(
    all
      .filter(([, path]) => !topLevelOnly || !path.includes('/'))
      .map(([kind, path]) => `${kind}/${componentName(path)}`),
  );
}

function lastRelease(name: string): ReleaseRecord {
  const releases = plugins.get(name)?.releases ?? {};
  return releases[Object.keys(releases).sort(compare).at(-1) ?? ''] ?? {};
}

function carried(name: string, by: ReleaseRecord): number {
  const own = components(lastRelease(name), { topLevelOnly: false });
  const theirs = components(by, { topLevelOnly: true });
  return own.size === 0 ? 0 : [...own].filter((component) => theirs.has(component)).length / own.size;
}

function successor(name: string): { name: string; since: string } | undefined {
  const since = lastRelease(name).date ?? '';
  const takers = suites
    .filter((suite) => suite !== name)
    .flatMap((suite) => {
      const releases = Object.entries(plugins.get(suite)?.releases ?? {}).sort(([a], [b]) => compare(a, b));
      const first = releases.find(
        ([, release]) => (release.date ?? '') > since && carried(name, release) > 0.5,
      );
      return first === undefined
        ? []
        : [{ name: suite, since: first[0], date: first[1].date ?? '', share: carried(name, first[1]) }];
    })
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : b.share - a.share));
  return takers[0] && { name: takers[0].name, since: takers[0].since };
}

describe('supersededBy', () => {
  it.each(pluginFiles)('$id: says what the components show', ({ plugin }) => {
    expect(plugin.supersededBy).toEqual(successor(plugin.name));
  });

  it('sends each single plugin to a suite from 2.1.0 on, and three suites to the one that joined them', () => {
    const pairs = pluginFiles.flatMap(({ id, plugin }) =>
      plugin.supersededBy ? [`${id} → ${plugin.supersededBy.name}@${plugin.supersededBy.since}`] : [],
    );
    expect(pairs).toHaveLength(20);
    expect(pairs.filter((pair) => !pair.endsWith('@2.1.0'))).toEqual([
      'engineering-suite → dev-suite@3.0.0',
      'infrastructure-suite → dev-suite@3.0.0',
      'quality-suite → dev-suite@3.0.0',
    ]);
    expect(pairs).toContain('julia-development → science-suite@2.1.0');
  });
});
