/** Rules about what flows between plugins: MKT601 to MKT604 and MKT701, and the helpers that they share. */
import { describe, expect, test } from 'vitest';
import type { CatalogueEntry, Context } from '../../src/analysis/context.ts';
import { findingsOf } from '../../src/analysis/engine.ts';
import { convertersOf, suggestedProducers } from '../../src/analysis/recommended-plugins.ts';
import { unmetInput } from '../../src/analysis/rules/mkt601-unmet-input.ts';
import { formatMismatch } from '../../src/analysis/rules/mkt602-format-mismatch.ts';
import { dataCycle } from '../../src/analysis/rules/mkt603-data-cycle.ts';
import { isolatedPlugin } from '../../src/analysis/rules/mkt604-isolated-plugin.ts';
import { noTestPlugin } from '../../src/analysis/rules/mkt701-no-test-plugin.ts';
import { unmetInputs } from '../../src/analysis/unmet-inputs.ts';
import type { Release } from '../../src/model/plugin.ts';
import { contextOf, noIntegration, port, type ReleaseSketch, release } from '../support/releases.ts';
import { bundledContext, bundledFindings } from './bundled.ts';

/** An entry of the catalogue: `entry('maker', { produces: ['table:csv'] })`. */
function entry(
  name: string,
  { produces = [], consumes = [], roles = [] }: ReleaseSketch,
  heir?: string,
): CatalogueEntry {
  const integration = { ...noIntegration, roles, produces: produces.map(port), consumes: consumes.map(port) };
  return {
    name,
    marketplace: 'lab',
    newest: '1.0.0',
    integration,
    ...(heir && { supersededBy: { name: heir, since: '1.0.0' } }),
  };
}

const makes = (name: string, ...produces: string[]) => release(name, { produces });
const takes = (name: string, ...consumes: string[]) => release(name, { consumes });
const both = (name: string, consumes: string, produces: string) =>
  release(name, { consumes: consumes.split(' '), produces: produces.split(' ') });
const context = (...releases: Release[]): Context => contextOf(releases);

describe('open inputs', () => {
  const inputs = (...releases: Release[]) => unmetInputs(context(...releases));

  test('one for each plugin and artifact, in all the formats that it reads', () => {
    expect(inputs(takes('a', 'table:csv', 'table:json', 'model:onnx?'), takes('b', 'table:csv'))).toEqual([
      { plugin: 'a', artifact: 'table', formats: ['csv', 'json'], optional: false, offered: [] },
      { plugin: 'a', artifact: 'model', formats: ['onnx'], optional: true, offered: [] },
      { plugin: 'b', artifact: 'table', formats: ['csv'], optional: false, offered: [] },
    ]);
  });

  test('needed if any of its formats is', () => {
    expect(inputs(takes('a', 'table:csv?', 'table:json'))[0]?.optional).toBe(false);
    expect(inputs(takes('a', 'table:csv?', 'table:json?'))[0]?.optional).toBe(true);
  });

  test('met by one format, or by the plugin itself', () => {
    expect(inputs(takes('a', 'table:csv', 'table:json'), makes('b', 'table:json'))).toEqual([]);
    expect(inputs(both('a', 'table:csv', 'table:csv'))).toEqual([]);
  });
});

describe('advice from the catalogue', () => {
  const catalogue = [
    entry('old', { produces: ['table:csv'] }, 'new'),
    entry('zeta', { produces: ['table:csv'] }),
    entry('new', { produces: ['table:csv'] }),
    { ...entry('new', { produces: ['table:csv'] }), marketplace: 'south' },
    entry('chosen', { produces: ['table:csv'] }),
    entry('other', { produces: ['table:json', 'model:csv'], consumes: ['table:csv'] }),
  ];
  const around = contextOf([release('chosen')], { catalogue });

  test('who produces an artifact in a format: without the chosen, the superseded last, each name once', () => {
    expect(suggestedProducers(around, 'table', ['csv'])).toEqual(['new', 'zeta', 'old']);
    expect(suggestedProducers(around, 'table', ['xml'])).toEqual([]);
  });

  test('who turns one format into another', () => {
    expect(convertersOf(around, 'table', ['csv'], ['json'])).toEqual(['other']);
    expect(convertersOf(around, 'table', ['json'], ['csv'])).toEqual([]);
    expect(convertersOf(around, 'model', ['csv'], ['json'])).toEqual([]);
  });
});

describe('MKT601', () => {
  const check = (...releases: Release[]) => findingsOf(unmetInput, context(...releases));

  test('an artifact that nobody produces: which, in which formats, and who would', () => {
    const catalogue = [
      entry('maker', { produces: ['table:json'] }),
      entry('xml-maker', { produces: ['table:xml'] }),
    ];
    const vocabulary = {
      ...contextOf([]).vocabulary,
      artifacts: { table: { description: 'rows and columns', formats: ['csv', 'json'] } },
    };
    const [finding, ...others] = findingsOf(
      unmetInput,
      contextOf([release('x'), takes('a', 'table:csv', 'table:json')], { catalogue, vocabulary }),
    );
    expect(others).toEqual([]);
    expect(finding?.message).toContain('`a` needs `table` (csv or json), but no chosen plugin produces it');
    expect(finding?.message).toContain('`table`: rows and columns\n');
    expect(finding?.help).toContain('add `maker`, which produces `table` as csv or json');
    expect(finding).toMatchObject({ plugins: ['a'], location: { line: 3 } });
    expect(finding).toMatchObject({
      case: 'found',
      evidence: {
        plugin: 'a',
        artifact: 'table',
        formats: ['csv', 'json'],
        description: 'rows and columns',
        offers: ['maker'],
      },
    });
  });

  test('producers that need something else: what, for one and for several', () => {
    const help = (...makers: string[]) =>
      findingsOf(
        unmetInput,
        contextOf([takes('a', 'table:csv')], {
          catalogue: makers.map((name) =>
            entry(name, { produces: ['table:csv'], consumes: [`${name}-in:csv`, `${name}-in:json`] }),
          ),
        }),
      )[0]?.help;
    expect(help('x')).toBe(
      'add `x`, which produces `table` as csv but itself needs `x-in` as csv or json, or supply the data yourself',
    );
    expect(help('x', 'y')).toBe(
      'add `x` or `y`, which produce `table` as csv (`x` itself needs `x-in` as csv or json; `y` itself needs `y-in` as csv or json), or supply the data yourself',
    );
  });

  test('nobody in any registry: supply it', () => {
    const [finding] = check(takes('a', 'table:csv'));
    expect(finding?.help).toBe('supply the data yourself, as csv');
    expect(finding?.evidence).toEqual({ plugin: 'a', artifact: 'table', formats: ['csv'], offers: [] });
  });

  test('near misses: produced; optional; produced in another format, which is MKT602’s business', () => {
    expect(check(takes('a', 'table:csv'), makes('b', 'table:csv'))).toEqual([]);
    expect(check(takes('a', 'table:csv?'))).toEqual([]);
    expect(check(takes('a', 'table:csv'), makes('b', 'table:json'))).toEqual([]);
  });
});

describe('MKT602', () => {
  const check = (...releases: Release[]) => findingsOf(formatMismatch, context(...releases));

  test('the right artifact in the wrong format: who, which formats, and a converter', () => {
    const catalogue = [entry('converter', { consumes: ['table:json'], produces: ['table:csv'] })];
    const releases = [takes('a', 'table:csv'), makes('c', 'table:json'), makes('b', 'table:json')];
    const [finding, ...others] = findingsOf(formatMismatch, contextOf(releases, { catalogue }));
    expect(others).toEqual([]);
    expect(finding?.message).toContain('`a` reads `table` as csv, but `b` and `c` produce it as json');
    expect(finding?.help).toContain('add `converter`, which converts json to csv');
    expect(finding?.plugins).toEqual(['a', 'b', 'c']);
    expect(finding).toMatchObject({
      severity: 'warning',
      case: 'needed',
      evidence: {
        plugin: 'a',
        artifact: 'table',
        reads: ['csv'],
        makers: ['b', 'c'],
        made: ['json'],
        converters: ['converter'],
      },
    });
  });

  test('of an optional input it is only a note', () => {
    const [finding] = check(takes('a', 'table:csv?'), makes('b', 'table:json'));
    expect(finding).toMatchObject({
      severity: 'note',
      case: 'optional',
      evidence: { plugin: 'a', makers: ['b'], converters: [] },
    });
    expect(finding?.message).toContain('works without this input, but ignores what `b` produces');
    expect(finding?.help).toContain('convert json to csv');
  });

  test('near misses: one of the formats fits; nobody produces it; the plugin’s own output', () => {
    expect(check(takes('a', 'table:csv', 'table:json'), makes('b', 'table:json'))).toEqual([]);
    expect(check(takes('a', 'table:csv'), makes('b', 'model:json'))).toEqual([]);
    expect(check(both('a', 'table:csv', 'table:json'))).toEqual([]);
  });
});

describe('MKT603', () => {
  const check = (...releases: Release[]) => findingsOf(dataCycle, context(...releases));

  test('needed artifacts in a ring: who gives what to whom', () => {
    const [finding, ...others] = check(both('b', 'x:f', 'y:f'), both('a', 'y:f', 'x:f'), makes('c', 'z:f'));
    expect(others).toEqual([]);
    expect(finding?.message).toContain(
      'data cycle: `a` and `b` wait for each other\n`a` produces `x` for `b`\n`b` produces `y` for `a`',
    );
    expect(finding).toMatchObject({ plugins: ['a', 'b'], location: { line: 2 } });
    expect(finding).toMatchObject({
      case: 'found',
      evidence: {
        steps: [
          { from: 'a', to: 'b', artifacts: ['x'] },
          { from: 'b', to: 'a', artifacts: ['y'] },
        ],
      },
    });
  });

  test('a ring of three, behind which another plugin waits', () => {
    const [finding] = check(
      both('a', 'z:f', 'x:f'),
      both('b', 'x:f', 'y:f'),
      both('c', 'y:f', 'z:f'),
      takes('d', 'z:f'),
    );
    expect(finding?.plugins).toEqual(['a', 'b', 'c']);
  });

  test('near misses: an optional input breaks the ring, and so does somebody outside who gives the same', () => {
    expect(check(both('b', 'x:f', 'y:f'), both('a', 'y:f?', 'x:f'))).toEqual([]);
    expect(check(both('b', 'x:f', 'y:f'), both('a', 'y:f', 'x:f'), makes('c', 'y:f'))).toEqual([]);
    expect(check(both('b', 'x:f', 'y:f'), both('a', 'y:f', 'x:f'), both('c', 'w:f?', 'y:g'))).toHaveLength(1);
  });

  test('near misses: a plugin that feeds itself; two that exchange different formats', () => {
    expect(check(both('a', 'x:f', 'x:f'))).toEqual([]);
    expect(check(both('a', 'x:f', 'x:f y:f'), both('b', 'y:f', 'x:f'))).toEqual([]);
    expect(check(both('a', 'y:g', 'x:f'), both('b', 'x:f', 'y:f'))).toEqual([]);
  });

  test('somebody outside who waits for the ring in turn does not break it', () => {
    const findings = check(both('a', 'y:f', 'x:f'), both('b', 'x:f', 'y:f'), both('c', 'x:f', 'y:f'));
    expect(findings).toHaveLength(1);
  });
});

describe('MKT604', () => {
  const check = (...releases: Release[]) => findingsOf(isolatedPlugin, context(...releases));
  const pair = [makes('a', 'table:csv'), takes('b', 'table:csv')];

  test('a plugin beside two that work together', () => {
    const [finding, ...others] = check(...pair, release('c'));
    expect(others).toEqual([]);
    expect(finding?.message).toContain('connects `c` to the other plugins');
    expect(finding).toMatchObject({ plugins: ['c'], location: { line: 4 } });
    expect(finding).toMatchObject({ case: 'some', evidence: { plugins: ['c'] } });
  });

  test('a plugin that tests belongs to plugins that hand something on, not to others', () => {
    const tester = release('c', { integration: { roles: ['testing'] } });
    expect(check(...pair, tester)).toEqual([]);
    expect(check(...pair, tester, release('d'))).toMatchObject([{ evidence: { plugins: ['d'] } }]);
    expect(check(makes('a', 'table:csv'), tester)).toMatchObject([{ evidence: { plugins: ['a', 'c'] } }]);
  });

  test('nobody is tied to anybody: one finding for all', () => {
    const findings = check(makes('a', 'table:csv'), release('b'));
    expect(findings).toHaveLength(1);
    expect(findings[0]?.message).toContain('nothing connects `a` and `b`');
    expect(findings[0]).toMatchObject({ case: 'all', evidence: { plugins: ['a', 'b'] } });
  });

  test('near misses: one plugin; data, an optional input, an event, a dependency, a wrong format', () => {
    const dependent = { ...release('a'), dependencies: [{ name: 'b', range: '*' }] };
    const publisher = release('a', { integration: { publishes: ['model.trained'] } });
    const listener = release('b', { integration: { subscribes: ['model.trained'] } });
    expect(check(release('a'))).toEqual([]);
    expect(check(release('a'), release('b')), 'no manifest says what goes in and out').toEqual([]);
    expect(check(...pair)).toEqual([]);
    expect(check(makes('a', 'table:csv'), takes('b', 'table:csv?'))).toEqual([]);
    expect(check(publisher, listener)).toEqual([]);
    expect(check(dependent, release('b'))).toEqual([]);
    expect(check(makes('a', 'table:json'), takes('b', 'table:csv'))).toEqual([]);
  });

  test('a dependency on itself or on a plugin that is not chosen ties nobody', () => {
    const alone = {
      ...makes('a', 'table:csv'),
      dependencies: ['a', 'z'].map((name) => ({ name, range: '*' })),
    };
    expect(check(alone, release('b'))).toHaveLength(1);
  });
});

describe('MKT701', () => {
  const pair = [makes('a', 'table:csv'), takes('b', 'table:csv')];
  const check = (...releases: Release[]) => findingsOf(noTestPlugin, context(...releases));

  test('plugins that work together without one that tests: which link, and who would test it', () => {
    const catalogue = [
      entry('aaa-old', { roles: ['testing'], consumes: ['table:csv'] }, 'tester'),
      entry('b-blind', { roles: ['testing'] }),
      entry('tester', { roles: ['testing'], consumes: ['table:csv'] }),
      entry('writer', { roles: ['documentation'], consumes: ['table:csv'] }),
    ];
    const [finding, ...others] = findingsOf(noTestPlugin, contextOf([...pair, release('c')], { catalogue }));
    expect(others).toEqual([]);
    expect(finding?.message).toContain('no chosen plugin tests what passes between `a` and `b`');
    expect(finding?.message).toContain('`a` hands `table` to `b`');
    expect(finding?.help).toContain('add `tester`, and write');
    expect(finding?.plugins).toEqual(['a', 'b']);
    expect(finding).toMatchObject({
      case: 'found',
      evidence: {
        plugins: ['a', 'b'],
        links: [{ from: 'a', to: 'b', artifact: 'table', format: 'csv' }],
        offers: ['tester'],
      },
    });
  });

  test('one that replaced chosen plugins comes in their place, not next to them', () => {
    const replaced = (heir?: string) =>
      findingsOf(
        noTestPlugin,
        contextOf(pair, {
          catalogue: [
            entry('a', { produces: ['table:csv'] }, heir),
            entry('b', { consumes: ['table:csv'] }),
            entry('suite', { roles: ['testing'], consumes: ['table:csv'] }),
          ],
        }),
      )[0];
    expect(replaced('suite')?.help).toBe(
      'use `suite` in place of what it replaced, and write the tests that `mkt plan --section tests` shows',
    );
    expect(replaced('suite')?.evidence).toMatchObject({ heirs: [{ plugin: 'suite', replaced: ['a'] }] });
    for (const other of [replaced(), replaced('elsewhere')]) {
      expect(other?.help).toMatch(/^add `suite`, and write/);
      expect(other?.evidence).not.toHaveProperty('heirs');
    }
  });

  test('nobody tests in any registry: write the tests', () => {
    expect(check(...pair)[0]?.help).toBe('write the tests that `mkt plan --section tests` shows');
  });

  test('near misses: one that tests is chosen; nothing flows', () => {
    expect(check(...pair, release('t', { roles: ['review', 'testing'] }))).toEqual([]);
    expect(check(release('a'), release('b'))).toEqual([]);
  });
});

describe('in the bundled registry', () => {
  test('no plugin needs what it could not begin without, so none of them alone is warned of', async () => {
    const { catalogue } = await bundledContext(['agent-core']);
    for (const { name } of catalogue) expect(await bundledFindings('MKT601', name), name).toEqual([]);
  });

  test('a wrong format is noted, and the converter of the advice mends it', async () => {
    const pair = ['jax-implementation', 'julia-development'];
    const [finding, ...others] = await bundledFindings('MKT602', ...pair);
    expect(others).toEqual([]);
    expect(finding?.severity).toBe('note');
    const [, converter = ''] = /`([^`]+)`, which converts jld2 to npz/.exec(finding?.help ?? '') ?? [];
    expect(finding?.evidence).toMatchObject({ made: ['jld2'], converters: [converter] });
    expect(await bundledFindings('MKT602', ...pair, converter)).toEqual([]);
  });

  test('two that hand something over are not isolated, two strangers are', async () => {
    expect(await bundledFindings('MKT604', 'deep-learning', 'machine-learning')).toEqual([]);
    expect(await bundledFindings('MKT604', 'cicd-automation', 'research-methodology')).toHaveLength(1);
  });

  test('a pair without tests is warned of, and not when the first plugin of the advice joins', async () => {
    const [finding] = await bundledFindings('MKT701', 'deep-learning', 'machine-learning');
    const [, tester = ''] = /add `([^`]+)`/.exec(finding?.help ?? '') ?? [];
    expect(await bundledFindings('MKT701', 'deep-learning', 'machine-learning', tester)).toEqual([]);
    expect(await bundledFindings('MKT108', tester)).toEqual([]);
  });

  test('no pair of its plugins waits for each other', async () => {
    const { catalogue } = await bundledContext(['agent-core']);
    expect(await bundledFindings('MKT603', ...catalogue.map(({ name }) => name))).toEqual([]);
  });
});
