/** Rules about plugins that hang on one another or follow one another: MKT106 and MKT108. */

import { describe, expect, test } from 'vitest';
import type { CatalogueEntry } from '../../src/analysis/context.ts';
import { findingsOf } from '../../src/analysis/engine.ts';
import { dependencyCycle } from '../../src/analysis/rules/mkt106-dependency-cycle.ts';
import { supersededPlugin } from '../../src/analysis/rules/mkt108-superseded-plugin.ts';
import type { Release } from '../../src/model/plugin.ts';
import { contextOf, noIntegration, release, spec } from '../support/releases.ts';
import { resolveSketch } from '../support/universe.ts';
import { bundledFindings, checkBundled } from './bundled.ts';

/** `needs('a', 'b', 'c@south')`: a depends on b of its own marketplace and on c of another one. */
function needs(name: string, ...others: string[]): Release {
  const dependencies = others.map((text) => {
    const [on = '', marketplace] = text.split('@');
    return { name: on, range: '*', ...(marketplace && { marketplace }) };
  });
  return { ...release(name), dependencies };
}

describe('MKT106', () => {
  const check = (...releases: Release[]) => findingsOf(dependencyCycle, contextOf(releases));

  test('a cycle, shown as one round, at the first of its lines', () => {
    const [finding, ...others] = check(needs('c', 'a'), needs('a', 'b'), needs('b', 'c'), needs('x', 'a'));
    expect(others).toEqual([]);
    expect(finding?.message).toContain('dependency cycle: a → b → c → a\n');
    expect(finding).toMatchObject({ plugins: ['a', 'b', 'c'], location: { line: 2 } });
  });

  test('two cycles are two findings', () => {
    expect(check(needs('a', 'b'), needs('b', 'a'), needs('c', 'd'), needs('d', 'c'))).toHaveLength(2);
  });

  test('a plugin that depends on itself', () => {
    const [finding, ...others] = check(needs('a', 'a', 'b'), needs('b'));
    expect(others).toEqual([]);
    expect(finding?.message).toMatch(/^`a` depends on itself\n/);
    expect(finding?.plugins).toEqual(['a']);
  });

  test('near misses: a diamond, a chain, a cycle through a plugin that is not chosen', () => {
    expect(check(needs('a', 'b', 'c'), needs('b', 'd'), needs('c', 'd'), needs('d'))).toEqual([]);
    expect(check(needs('a', 'b'), needs('b', 'c'))).toEqual([]);
  });

  test('a plugin of the same name in another marketplace does not close a cycle', () => {
    expect(check(needs('a', 'b'), needs('b', 'a@south'))).toEqual([]);
    expect(check(needs('a', 'b@lab'), needs('b', 'a@lab'))).toHaveLength(1);
  });

  test('a cycle that the resolver added is reported at the plugin that requires it', async () => {
    const { resolution, plugins } = await resolveSketch(
      { app: { '1.0.0': 'egg' }, egg: { '1.0.0': 'hen' }, hen: { '1.0.0': 'egg' } },
      ['app'],
    );
    const chosen = resolution?.ok ? resolution.chosen : [];
    const releases = chosen.flatMap(
      ({ name, version }) => plugins.get(`${name}@lab`)?.release(version) ?? [],
    );
    const [finding] = dependencyCycle.check(contextOf(releases, { chosen, request: [spec('app', 9)] }));
    expect(finding).toMatchObject({ plugins: ['egg', 'hen'], location: { line: 9 } });
  });

  test('in the bundled registry no plugin depends on another', async () => {
    expect(await bundledFindings('MKT106', 'science-suite', 'dev-suite', 'agent-core')).toEqual([]);
  });
});

/** `entry('a', 'b@2.0.0')`: b replaced a with its release 2.0.0. */
function entry(name: string, successor?: string, marketplace = 'lab'): CatalogueEntry {
  const [heir = '', since = ''] = successor?.split('@') ?? [];
  return {
    name,
    marketplace,
    newest: '1.0.0',
    integration: noIntegration,
    ...(successor && { supersededBy: { name: heir, since } }),
  };
}

describe('MKT108', () => {
  const check = (releases: Release[], ...catalogue: CatalogueEntry[]) =>
    findingsOf(supersededPlugin, contextOf(releases, { catalogue }));
  const old = release('a', { agents: ['x', 'y'], skills: ['deep/z'] });

  test('both are chosen: which to remove, and how much of it the other one includes', () => {
    const heir = release('suite@2.1.0', { agents: ['x'], skills: ['z'] });
    const [finding, ...others] = check([heir, old], entry('a', 'suite@2.0.0'), entry('suite'));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      case: 'both-chosen',
      evidence: {
        successor: { plugin: 'suite', version: '2.1.0' },
        superseded: [{ plugin: 'a', version: '1.0.0', shared: 2, total: 3 }],
      },
    });
    expect(finding?.message).toContain('`a` and its successor `suite` are both chosen');
    expect(finding?.message).toContain('`suite` 2.1.0 includes 2 of the 3 components of `a` 1.0.0');
    expect(finding?.help).toBe('remove `a` and keep `suite`');
    expect(finding?.plugins).toEqual(['a', 'suite']);
  });

  test('several were replaced by one that is chosen: one finding', () => {
    const [finding, ...others] = check(
      [release('suite@2.0.0'), release('b'), old],
      entry('b', 'suite@2.0.0'),
      entry('a', 'suite@2.0.0'),
    );
    expect(others).toEqual([]);
    expect(finding?.message).toContain('`a`, `b` and their successor `suite` are all chosen');
    expect(finding?.help).toBe('remove `a` and `b` and keep `suite`');
  });

  test('only the old one is chosen: what replaced it, with every step', () => {
    const [finding] = check([old], entry('a', 'b@2.0.0'), entry('b', 'suite@3.0.0'), entry('suite'));
    expect(finding?.case).toBe('only-superseded');
    expect(finding?.evidence).toEqual({
      successor: 'suite',
      superseded: [
        {
          plugin: 'a',
          line: [
            { plugin: 'b', since: '2.0.0' },
            { plugin: 'suite', since: '3.0.0' },
          ],
        },
      ],
    });
    expect(finding?.message).toContain(
      '`a` was replaced by `suite`\n`a` moved into `b` 2.0.0, then `suite` 3.0.0',
    );
    expect(finding?.help).toContain('`mkt info suite`');
  });

  test('a later successor counts where the first one is not chosen', () => {
    const [finding] = check([old, release('suite@3.0.0')], entry('a', 'b@2.0.0'), entry('b', 'suite@3.0.0'));
    expect(finding?.help).toBe('remove `a` and keep `suite`');
  });

  test('near misses: no successor; the successor alone; a plugin of the name in another marketplace', () => {
    const suite = release('suite@2.0.0');
    expect(check([old, suite], entry('a'), entry('suite'))).toEqual([]);
    expect(check([suite], entry('a', 'suite@2.0.0'), entry('suite'))).toEqual([]);
    expect(check([old], entry('a', 'suite@2.0.0', 'south'), entry('a'))).toEqual([]);
    expect(check([old], entry('a'), entry('a', 'suite@2.0.0', 'south'))).toEqual([]);
  });

  test('a release of the successor from before the replacement does not include the components yet', () => {
    const [finding] = check([old, release('suite@1.9.0')], entry('a', 'suite@2.0.0'));
    expect(finding?.help).not.toContain('remove');
    expect(finding?.message).toContain('`a` moved into `suite` 2.0.0');
  });

  test('a cycle of successors ends', () => {
    expect(check([old], entry('a', 'b@1.0.0'), entry('b', 'a@1.0.0'))).toHaveLength(1);
  });

  test('in the bundled registry: which of the two to remove, and why', async () => {
    const [finding] = await bundledFindings('MKT108', 'julia-development', 'science-suite');
    expect(finding?.help).toBe('remove `julia-development` and keep `science-suite`');
    expect(finding?.message).toMatch(/includes \d+ of the \d+ components of `julia-development`/);
  });

  test('in the bundled registry: the suites before 2.1.0 had taken nobody over', async () => {
    const findings = await checkBundled('science-suite@<2.1.0', 'julia-development');
    expect(findings.filter(({ rule, help }) => rule === 'MKT108' && help?.includes('drop'))).toEqual([]);
  });

  test('since when there is nothing new, where all dates are known', () => {
    const catalogue = [
      { ...entry('old', 'suite@2.0.0'), date: '2026-01-19' },
      { ...entry('older', 'suite@2.0.0'), date: '2025-01-19' },
      entry('undated', 'suite@2.0.0'),
      entry('suite'),
    ];
    const found = (...names: string[]) =>
      check(
        names.map((name) => release(name)),
        ...catalogue,
      )[0];
    const last = (...names: string[]) =>
      found(...names)
        ?.message.split('\n')
        .at(-1);
    expect(found('old', 'undated')?.evidence?.superseded).toMatchObject([
      { plugin: 'old', lastRelease: '2026-01-19' },
      { plugin: 'undated' },
    ]);
    expect(last('old')).toBe(
      'its last release was on 2026-01-19; fixes and new features now go into `suite`',
    );
    expect(last('old', 'older')).toMatch(/^none of them has had a release since 2026-01-19; /);
    expect(last('old', 'undated')).toBe('fixes and new features now go into `suite`');
  });
});
