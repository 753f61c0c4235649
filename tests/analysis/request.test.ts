/** Rules about what was asked for: MKT101, MKT102, MKT103, MKT104, MKT201, MKT202. */

import { describe, expect, test } from 'vitest';
import { emptyContext } from '../../src/analysis/context.ts';
import { findingsOf } from '../../src/analysis/engine.ts';
import { pluginNotFound } from '../../src/analysis/rules/mkt101-plugin-not-found.ts';
import { noMatchingVersion } from '../../src/analysis/rules/mkt102-no-matching-version.ts';
import { versionConflict } from '../../src/analysis/rules/mkt103-version-conflict.ts';
import { unknownMarketplace } from '../../src/analysis/rules/mkt104-unknown-marketplace.ts';
import { runtimeConflict } from '../../src/analysis/rules/mkt201-runtime-conflict.ts';
import { libraryConflict } from '../../src/analysis/rules/mkt202-library-conflict.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Cause, FailedResolution, RequestProblem, Resolution } from '../../src/model/resolution.ts';
import { noIntegration, release, spec } from '../support/releases.ts';
import { resolveSketch } from '../support/universe.ts';
import { bundledContext, bundledFindings } from './bundled.ts';

const problemRules = [pluginNotFound, noMatchingVersion, unknownMarketplace];

/** What the rules about problems say, by id. */
function said(problem: RequestProblem): [id: string, draft: Finding][] {
  return problemRules.flatMap((rule) =>
    findingsOf(rule, { ...emptyContext, problems: [problem] }).map((draft): [string, Finding] => [
      rule.id,
      draft,
    ]),
  );
}

const notFound = {
  kind: 'not-found',
  spec: spec('julai', 3),
  nearest: ['julia'],
  asked: ['lab', 'bundled'],
} as const;
const noVersion = {
  kind: 'no-matching-version',
  spec: spec('julia@^9', 4),
  marketplace: 'lab',
  versions: ['2.0.0', '1.0.0'],
  prereleases: [],
} as const;
const elsewhere = {
  kind: 'unknown-marketplace',
  spec: spec('julia@lba', 5),
  nearest: ['lab'],
  known: ['lab', 'science'],
  elsewhere: [],
} as const;

describe('MKT101', () => {
  test('an unknown plugin: which registries were searched, what was meant, where it is requested', () => {
    const [[id, draft] = ['', undefined], ...others] = said(notFound);
    expect([id, others]).toEqual(['MKT101', []]);
    expect(draft).toMatchObject({ plugins: ['julai'], location: { file: 'mkt.yaml', line: 3, column: 5 } });
    expect(draft?.case).toBe('not-found');
    expect(draft?.evidence).toEqual({ plugin: 'julai', asked: ['lab', 'bundled'], nearest: ['julia'] });
    expect(draft?.message).toContain('plugin `julai` not found\nsearched: `lab` and `bundled`');
    expect(draft?.help).toBe('did you mean `julia`?');
  });

  test('nothing near: how to look further; no registry at all: so it says', () => {
    const [[, draft] = []] = said({ ...notFound, nearest: [], asked: [] });
    expect(draft?.message).toContain('no registry was searched');
    expect(draft?.help).toContain('`mkt search julai`');
  });

  test('the marketplace in which it was looked for', () => {
    const [[, draft] = []] = said({ ...notFound, spec: spec('julai@lab') });
    expect(draft?.message).toContain('plugin `julai` not found in marketplace `lab`');
    expect(draft?.evidence?.marketplace).toBe('lab');
    expect(draft).not.toHaveProperty('location');
  });

  test('several marketplaces have it: each as it can be typed', () => {
    const [[id, draft] = []] = said({
      kind: 'ambiguous',
      spec: spec('julia', 3),
      marketplaces: ['lab', 'science'],
    });
    expect(id).toBe('MKT101');
    expect(draft?.help).toBe('choose one: `julia@lab` or `julia@science`');
    expect(draft?.case).toBe('ambiguous');
    expect(draft?.evidence).toEqual({ plugin: 'julia', marketplaces: ['lab', 'science'] });
  });

  test('a registry that failed is not taken for one without the plugin', () => {
    const [[id, draft] = []] = said({
      kind: 'registry-failed',
      spec: spec('julia', 3),
      registry: 'https://lab',
      reason: 'no answer',
    });
    expect(id).toBe('MKT101');
    expect(draft?.message).toMatch(/`https:\/\/lab` could not be looked up\nno answer.*does not know/);
    expect(draft?.message).not.toContain('not found');
  });

  test('a plugin that is listed and broken is not worth another try', () => {
    const [[, draft] = []] = said({
      kind: 'registry-failed',
      spec: spec('julia', 3),
      registry: './lab',
      reason: 'its folder does not exist',
      isBroken: true,
    });
    expect(draft?.message).toBe(
      'registry `./lab` lists `julia`, but the plugin cannot be installed\nits folder does not exist',
    );
    expect(draft?.help).toContain('`mkt validate ./lab`');
    expect(draft?.case).toBe('broken-listing');
    expect(draft?.evidence).toEqual({
      plugin: 'julia',
      registry: './lab',
      reason: 'its folder does not exist',
    });
  });

  test('many plugins that a registry could not look up are one finding, with the first reasons', () => {
    const failures = ['a', 'b', 'c', 'd', 'e'].map((name, index) => ({
      kind: 'registry-failed' as const,
      spec: spec(name, 9 - index),
      registry: name === 'a' ? 'other' : 'lab',
      reason: `no answer of ${name}`,
    }));
    const drafts = findingsOf(pluginNotFound, {
      ...emptyContext,
      request: failures.map((failure) => failure.spec),
      problems: failures,
    });
    expect(drafts.map(({ plugins }) => plugins)).toEqual([['a'], ['b', 'c', 'd', 'e']]);
    expect(drafts[1]).toMatchObject({ location: { line: 5 } });
    expect(drafts[1]?.related).toHaveLength(3);
    expect(drafts[1]?.case).toBe('not-looked-up');
    expect(drafts[1]?.evidence).toEqual({
      plugins: ['b', 'c', 'd', 'e'],
      registry: 'lab',
      requiredBy: [],
      reasons: ['no answer of b', 'no answer of c', 'no answer of d', 'no answer of e'],
    });
    expect(drafts[1]?.message).toBe(
      '`b`, `c`, `d` and `e` in registry `lab` could not be looked up\nno answer of b\nno answer of c\nno answer of d\nand 1 more like these; mkt does not know whether the plugins can be installed, or what they require',
    );
  });

  test('in the bundled registry: a misspelt name', async () => {
    const [finding, ...others] = await bundledFindings('MKT101', 'julia-developmnt', 'hpc-computing');
    expect(others).toEqual([]);
    expect(finding?.help).toContain('`julia-development`');
  });
});

describe('MKT102', () => {
  test('what there is, and what to type', () => {
    const [[id, draft] = ['', undefined], ...others] = said(noVersion);
    expect([id, others]).toEqual(['MKT102', []]);
    expect(draft?.case).toBe('found');
    expect(draft?.evidence).toEqual({
      plugin: 'julia',
      range: '^9',
      versions: ['2.0.0', '1.0.0'],
      prereleases: [],
      misnamedTags: [],
    });
    expect(draft?.message).toBe('no release of `julia` matches `^9`\navailable: 2.0.0 and 1.0.0');
    expect(draft?.help).toContain('`julia@^2.0.0`');
    expect(draft?.location?.line).toBe(4);
  });

  test('a prerelease that would do; a plugin without releases', () => {
    const [[, draft] = []] = said({ ...noVersion, prereleases: ['9.0.0-rc.1'] });
    expect(draft?.help).toBe('use `julia@^2.0.0`, or the prerelease `julia@9.0.0-rc.1`');
    const [[, empty] = []] = said({ ...noVersion, versions: [] });
    expect(empty?.message).toContain('it has no releases');
    expect(empty?.help).not.toContain('undefined');
  });

  test('a long history is cut off, with the number of the rest', () => {
    const versions = Array.from({ length: 12 }, (_, index) => `1.0.${12 - index}`);
    const [[, draft] = []] = said({ ...noVersion, versions });
    expect(draft?.message).toMatch(/1\.0\.5 and 4 older ones$/);
    expect(draft?.message.match(/ and /g)).toHaveLength(1);
    expect(draft?.evidence?.versions).toEqual(versions);
  });

  test('in the bundled registry: a range above all releases, and one that has some', async () => {
    const [finding] = await bundledFindings('MKT102', 'julia-development@>=90');
    expect(finding?.message).toContain('2.1.0');
    expect(await bundledFindings('MKT102', 'julia-development@>=2')).toEqual([]);
  });
});

describe('MKT104', () => {
  test('a marketplace that is not in any registry', () => {
    const [[id, draft] = ['', undefined], ...others] = said(elsewhere);
    expect([id, others]).toEqual(['MKT104', []]);
    expect(draft?.case).toBe('of-spec');
    expect(draft?.evidence).toEqual({
      spec: 'julia@lba',
      others: [],
      plugin: 'julia',
      marketplace: 'lba',
      nearest: ['lab'],
      known: ['lab', 'science'],
      elsewhere: [],
      isInSettings: false,
    });
    expect(draft?.message).toContain('`julia@lba` names the marketplace `lba`');
    expect(draft?.message).toContain('known marketplaces: `lab` and `science`');
    expect(draft?.help).toBe('did you mean `lab`?');
    const [[, far] = []] = said({ ...elsewhere, nearest: [], known: [] });
    expect(far?.message).toContain('no marketplaces are known');
    expect(far?.help).toContain('--registry');
  });

  test('in settings, a plugin of that name in another marketplace is neither offered nor a finding of its own', () => {
    const inFile = (file: string) =>
      ['julia@lba', 'numpy@lba'].map((text, line) => ({
        ...elsewhere,
        nearest: [],
        spec: { ...spec(text, line + 5), location: { file, line: line + 5, column: 5 } },
        elsewhere: text.startsWith('julia') ? ['science'] : [],
      }));
    const found = (file: string) =>
      findingsOf(unknownMarketplace, { ...emptyContext, problems: inFile(file) });
    expect(found('.claude/settings.json').map(({ plugins, help }) => [plugins, help])).toEqual([
      [['julia', 'numpy'], expect.stringMatching(/^declare the marketplace in `extraKnownMarketplaces`/)],
    ]);
    expect(found('mkt.yaml').map(({ help }) => help)).toEqual([
      expect.stringMatching(/^did you mean `julia@science`\?/),
      expect.stringMatching(/^add the marketplace/),
    ]);
  });

  test('several plugins of one unknown marketplace are one finding, at each of their lines', () => {
    const problems = ['julia@lba', 'numpy@lba', 'julia@other'].map((text, line) => ({
      ...elsewhere,
      spec: spec(text, line + 5),
    }));
    const found = findingsOf(unknownMarketplace, { ...emptyContext, problems });
    expect(found.map(({ plugins, location, related = [] }) => [plugins, location?.line, related])).toEqual([
      [['julia', 'numpy'], 5, [{ location: expect.objectContaining({ line: 6 }), message: '`numpy@lba`' }]],
      [['julia'], 7, []],
    ]);
    expect(found[0]?.message).toContain('`julia@lba` and `numpy@lba` name the marketplace `lba`');
  });

  test('where the plugin is, and what `latest` is for', () => {
    const [[, near] = []] = said({ ...elsewhere, nearest: [], elsewhere: ['science'] });
    expect(near?.help).toMatch(/^did you mean `julia@science`\? Or add the marketplace/);
    const [[, latest] = []] = said({ ...elsewhere, nearest: [], spec: spec('julia@latest') });
    expect(latest?.help).toContain('use `julia`');
  });

  test('in the bundled registry: a misspelt marketplace, and the right one', async () => {
    const { registries } = await bundledContext(['hpc-computing']).then(({ releases }) => ({
      registries: releases.map(({ marketplace }) => marketplace),
    }));
    const [marketplace = ''] = registries;
    const [finding] = await bundledFindings('MKT104', `hpc-computing@${marketplace}s`);
    expect(finding?.help).toBe(`did you mean \`${marketplace}\`?`);
    expect(await bundledFindings('MKT104', `hpc-computing@${marketplace}`)).toEqual([]);
  });
});

const groundRules = [versionConflict, runtimeConflict, libraryConflict];

describe('MKT103, MKT201 and MKT202: one failed resolution is reported by one of them', () => {
  const failed = (causes: Cause[], more: Partial<Extract<Resolution, { ok: false }>> = {}): Resolution => ({
    ok: false,
    explanation: ['Because a, b.', 'So there is nothing.'],
    conflict: ['a@^1', 'b'],
    minimal: true,
    smallest: true,
    suggestions: [{ action: 'drop', spec: 'b', text: 'drop `b`' }],
    causes,
    ...more,
  });
  const edge: Cause = { kind: 'dependency', plugin: 'a@lab', version: '1.0.0', on: 'c@lab', range: '^1' };
  const runtime: Cause = { kind: 'runtime', plugin: 'a@lab', version: '1.0.0', on: 'python', range: '<3' };
  const library: Cause = {
    kind: 'library',
    plugin: 'a@lab',
    version: '1.0.0',
    on: 'python:jax',
    range: '<3',
  };
  const reports = (resolution: Resolution | undefined) =>
    groundRules.flatMap((rule) =>
      findingsOf(rule, {
        ...emptyContext,
        resolution,
        request: [spec('a@^1', 7), spec('b', 6), spec('x', 2)],
      }).map((draft): [string, Finding] => [rule.id, draft]),
    );

  test.each<[id: string, causes: Cause[]]>([
    ['MKT103', [edge]],
    ['MKT103', []],
    ['MKT201', [edge, runtime]],
    ['MKT202', [library, edge]],
    ['MKT201', [library, runtime]],
  ])('%s', (id, causes) => expect(reports(failed(causes)).map(([rule]) => rule)).toEqual([id]));

  test('names the conflict, the explanation and the way out, and stands at the first line of the conflict', () => {
    const [[, draft] = []] = reports(failed([edge]));
    expect(draft?.case).toBe('found');
    expect(draft?.evidence).toEqual({
      conflict: ['a@^1', 'b'],
      explanation: ['Because a, b.', 'So there is nothing.'],
      minimal: true,
      suggestions: [{ action: 'drop', spec: 'b', text: 'drop `b`' }],
      misnamed: [],
    });
    expect(draft?.message).toBe('`a@^1` and `b` are incompatible\nBecause a, b.\nSo there is nothing.');
    expect(draft?.help).toBe('drop `b`');
    expect(draft).toMatchObject({
      plugins: ['a', 'b'],
      location: { line: 6 },
      related: [{ location: { line: 7 } }],
    });
  });

  test('one plugin alone cannot be used; a conflict that may be smaller says so', () => {
    const [[, alone] = []] = reports(failed([edge], { conflict: ['b'], suggestions: [] }));
    expect(alone?.message).toMatch(/^`b` cannot be used: its requirements cannot be met\n/);
    expect(alone).not.toHaveProperty('help');
    const [[, vague] = []] = reports(failed([edge], { minimal: false }));
    expect(vague?.message).toContain('(a smaller part of the request may already fail)');
  });

  test('a runtime is named, and separate environments are offered', () => {
    const [[, draft] = []] = reports(failed([runtime, edge, { ...runtime, plugin: 'b@lab', range: '>=3' }]));
    expect(draft?.evidence).toMatchObject({ conflict: ['a@^1', 'b'], needs: ['python'], parts: [] });
    expect(draft?.message).toContain('they require different versions of python\n');
    expect(draft?.help).toMatch(
      /^any one of these resolves the conflict\n- drop `b`\n- run them in separate environments/,
    );
  });

  test('a library: who could share a virtual environment', () => {
    const needing = (name: string, range: string) =>
      release(name, {
        integration: { requires: { runtimes: {}, libraries: { 'python:jax': range }, tools: [] } },
      });
    const [draft] = findingsOf(libraryConflict, {
      ...emptyContext,
      needs: {
        failed: failed([library]) as FailedResolution,
        releases: [needing('a', '<3'), needing('b', '>=3')],
      },
    });
    expect(draft?.evidence).toMatchObject({
      needs: ['python:jax'],
      parts: [
        { plugins: ['a'], ranges: ['<3'] },
        { plugins: ['b'], ranges: ['>=3'] },
      ],
    });
    expect(draft?.help).toContain(
      'run them in separate virtual environments or containers, each with its own list of plugins: `a` with python:jax <3; `b` with python:jax >=3',
    );
  });

  test('a dependency on a name that only a manifest has: tell the maintainer', () => {
    const [draft] = findingsOf(versionConflict, {
      ...emptyContext,
      resolution: failed([{ kind: 'missing', on: 'alias@lab' }], { suggestions: [] }),
      catalogue: [
        { name: 'real', marketplace: 'lab', newest: '1.0.0', integration: noIntegration, namespace: 'alias' },
      ],
    });
    expect(draft?.evidence?.misnamed).toEqual([{ dependency: 'alias', plugin: 'real' }]);
    expect(draft?.help).toBe(
      'tell the maintainer: `alias` is only the name in the manifest of `real`; dependencies must use `real`',
    );
  });

  test('near misses: a resolution that worked, and none at all', () => {
    expect(reports({ ok: true, chosen: [] })).toEqual([]);
    expect(reports(undefined)).toEqual([]);
  });

  test('real resolutions: versions, a runtime, and a combination that works', async () => {
    const idOf = async (sketch: Parameters<typeof resolveSketch>[0], request: string[]) => {
      const { resolution } = await resolveSketch(sketch, request);
      const context = { ...emptyContext, resolution, request: request.map((text) => spec(text)) };
      return groundRules.filter((rule) => findingsOf(rule, context).length > 0).map(({ id }) => id);
    };
    const shared = { c: { '1.0.0': '', '2.0.0': '' } };
    const apart = { a: { '1.0.0': 'c@^1' }, b: { '1.0.0': 'c@^2' }, ...shared };
    expect(await idOf(apart, ['a', 'b'])).toEqual(['MKT103']);
    expect(await idOf({ a: { '1.0.0': '%python@<3' }, b: { '1.0.0': '%python@>=3' } }, ['a', 'b'])).toEqual([
      'MKT201',
    ]);
    expect(await idOf({ a: { '1.0.0': '%python@<3' }, b: { '1.0.0': '%python@>=2.7' } }, ['a', 'b'])).toEqual(
      [],
    );
    expect(await idOf({ ...apart, b: { '1.0.0': 'c@>=1' } }, ['a', 'b'])).toEqual([]);
  });
});
