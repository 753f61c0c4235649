/** Who refers to whom: which plugin a name means, what counts, and how it is summed up. */

import { describe, expect, test } from 'vitest';
import { integrationMap, type Mapped } from '../../src/analysis/map.ts';
import type { Plugin, Release, Requirement } from '../../src/model/plugin.ts';
import fc from '../support/fast-check.ts';
import { release } from '../support/releases.ts';

interface Sketch {
  readonly dependencies?: readonly Requirement[];
  readonly calls?: readonly string[];
  readonly mentions?: readonly string[];
  readonly worksWith?: readonly string[];
  readonly marketplace?: string;
  readonly category?: string;
  readonly namespace?: string;
  readonly asked?: boolean;
  readonly produces?: string[];
  readonly consumes?: string[];
  readonly publishes?: string[];
  readonly subscribes?: string[];
}

const location = { file: 'a.md', line: 3, column: 1 };

/** A plugin of a map; its texts call and name what they are told, if that is among the plugins that are asked about. */
function mapped(name: string, sketch: Sketch = {}): Mapped {
  const { calls = [], mentions = [], publishes = [], subscribes = [], marketplace = 'lab' } = sketch;
  const { category, namespace, dependencies = [], produces = [], consumes = [] } = sketch;
  const made: Release = {
    ...release(name, { marketplace, produces, consumes, integration: { publishes, subscribes } }),
    dependencies,
    ...(category !== undefined && { category }),
    ...(namespace !== undefined && { namespace }),
    references: (plugins) =>
      calls.flatMap((call) => {
        const [plugin = '', component = ''] = call.split(':');
        return plugins.has(plugin) ? [{ plugin, component, location }] : [];
      }),
    mentions: (plugins) =>
      mentions.filter((each) => plugins.has(each)).map((plugin) => ({ plugin, location })),
  };
  const plugin: Plugin = {
    name,
    marketplace,
    registry: 'lab',
    description: '',
    keywords: [],
    worksWith: sketch.worksWith ?? [],
    versions: ['1.0.0'],
    requirements: () => ({ dependencies, conflicts: [], runtimes: {}, libraries: {} }),
    release: () => made,
  };
  return { plugin, release: made, isAsked: sketch.asked ?? false };
}

/** `a -> b: call 1, mention 2`. */
const pairs = (...all: Mapped[]): string[] =>
  integrationMap(all).ties.map(
    ({ from, to, counts }) =>
      `${from} -> ${to}: ${Object.entries(counts)
        .map((each) => each.join(' '))
        .join(', ')}`,
  );

describe('what ties plugins', () => {
  test('a dependency, with its range and its place', () => {
    const { ties } = integrationMap([
      mapped('a', { dependencies: [{ name: 'b', range: '^1.0.0', location }] }),
      mapped('b'),
    ]);
    expect(ties).toEqual([
      {
        from: 'a',
        to: 'b',
        count: 1,
        counts: { dependency: 1 },
        evidence: [{ kind: 'dependency', what: 'b@^1.0.0', location }],
      },
    ]);
  });

  test('calls and mentions in texts, each as often as it occurs', () => {
    expect(
      pairs(
        mapped('a', { calls: ['b-c:x', 'b-c:y', 'nobody:z'], mentions: ['b-c'] }),
        mapped('b-c', { worksWith: ['a', 'nobody'] }),
      ),
    ).toEqual(['a -> b-c: call 2, mention 1', 'b-c -> a: mention 1']);
  });

  test('data and events, from who hands them over', () => {
    expect(
      pairs(
        mapped('reader', { consumes: ['table:csv', 'table:parquet?'], subscribes: ['done'] }),
        mapped('writer', { produces: ['table:csv', 'table:parquet'], publishes: ['done'] }),
      ),
    ).toEqual(['writer -> reader: data 2, event 1']);
  });

  test('never a plugin to itself', () => {
    expect(
      pairs(
        mapped('a', {
          calls: ['a:x', 'inside:x'],
          namespace: 'inside',
          dependencies: [{ name: 'a', range: '*' }],
        }),
      ),
    ).toEqual([]);
  });

  test('too many connections are left out, not made', () => {
    const many = Array.from({ length: 1000 }, (_, index) =>
      mapped(`p${index}`, { produces: ['x:y'], consumes: ['x:y'] }),
    );
    const { ties, isWithoutData } = integrationMap(many);
    expect(isWithoutData).toBe(true);
    expect(ties).toEqual([]);
  });
});

describe('which plugin a name means', () => {
  test('a dependency means the marketplace that it names, else its own, and no other', () => {
    const { ties, absent } = integrationMap([
      mapped('a', {
        dependencies: [
          { name: 'b', range: '*' },
          { name: 'b', range: '*', marketplace: 'east' },
        ],
      }),
      mapped('b', { marketplace: 'east' }),
    ]);
    expect(ties.map(({ to, evidence }) => [to, evidence.map(({ what }) => what)])).toEqual([
      ['b', ['b@east']],
    ]);
    expect(absent).toEqual([{ from: 'a', name: 'b', evidence: [{ kind: 'dependency', what: 'b' }] }]);
  });

  test('a dependency never means the name in the manifest, a text may', () => {
    const { ties, absent } = integrationMap([
      mapped('a', { dependencies: [{ name: 'long-b', range: '*' }], calls: ['long-b:x'] }),
      mapped('b', { namespace: 'long-b' }),
    ]);
    expect(ties.map(({ to, counts }) => ({ to, ...counts }))).toEqual([{ to: 'b', call: 1 }]);
    expect(absent.map(({ name }) => name)).toEqual(['long-b']);
  });

  test('of two plugins of one name a text means that of its own marketplace', () => {
    expect(
      pairs(
        mapped('a', { marketplace: 'west', calls: ['b:x'] }),
        mapped('b', { marketplace: 'east' }),
        mapped('b', { marketplace: 'west' }),
      ),
    ).toEqual(['a -> b@west: call 1']);
  });
});

describe('what is shown', () => {
  const ring = (asked: string[]) =>
    integrationMap(
      ['a', 'b', 'c', 'd'].map((name, index) =>
        mapped(name, { asked: asked.includes(name), worksWith: ['bcda'[index] ?? ''] }),
      ),
    );

  test('around plugins that were named, only their ties', () => {
    expect(ring([]).ties).toHaveLength(4);
    const { ties, plugins } = ring(['b']);
    expect(ties.map(({ from, to }) => from + to)).toEqual(['ab', 'bc']);
    expect(plugins.map(({ label }) => label)).toEqual(['a', 'b', 'c']);
  });

  test('plugins by category, those without one last', () => {
    const { plugins, categories } = integrationMap([
      mapped('a', { worksWith: ['c'] }),
      mapped('b', { category: 'z', worksWith: ['a', 'c'] }),
      mapped('c', { category: 'x' }),
    ]);
    expect(plugins.map(({ label }) => label)).toEqual(['c', 'b', 'a']);
    expect(categories).toEqual([
      { from: 'z', to: 'x', pairs: 1, count: 1 },
      { from: 'z', to: undefined, pairs: 1, count: 1 },
      { from: undefined, to: 'x', pairs: 1, count: 1 },
    ]);
  });

  test('sums agree, whatever the plugins', () => {
    const names = ['a', 'b', 'c', '__proto__', 'constructor'];
    const sketch = fc.record({
      mentions: fc.array(fc.constantFrom(...names)),
      calls: fc.array(fc.constantFrom(...names.map((name) => `${name}:x`))),
      category: fc.constantFrom('x', 'y', '__proto__'),
    });
    fc.assert(
      fc.property(fc.tuple(sketch, sketch, sketch, sketch, sketch), (sketches) => {
        const { ties, categories, plugins } = integrationMap(
          names.map((name, index) => mapped(name, sketches[index])),
        );
        const sum = (list: readonly { count: number }[]) => list.reduce((all, { count }) => all + count, 0);
        const expected = names.reduce((all, name, index) => {
          const { mentions = [], calls = [] } = sketches[index] ?? {};
          return all + [...mentions, ...calls].filter((each) => each.split(':')[0] !== name).length;
        }, 0);
        expect(sum(ties)).toBe(expected);
        expect(sum(categories)).toBe(expected);
        expect(categories.reduce((all, each) => all + each.pairs, 0)).toBe(ties.length);
        for (const key of ['refersTo', 'referredBy'] as const)
          expect(plugins.reduce((all, plugin) => all + plugin[key], 0)).toBe(ties.length);
        for (const { count, evidence } of ties) expect(evidence).toHaveLength(count);
      }),
    );
  });
});
