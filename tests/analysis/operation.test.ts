/** Rules about versions that cannot be held, environments, events, tests and operation. */

import { describe, expect, test } from 'vitest';
import type { Context } from '../../src/analysis/context.ts';
import { findingsOf } from '../../src/analysis/engine.ts';
import type { AnyRule } from '../../src/analysis/rule.ts';
import { unpinnablePlugin } from '../../src/analysis/rules/mkt109-unpinnable-plugin.ts';
import { untaggedDependency } from '../../src/analysis/rules/mkt111-untagged-dependency.ts';
import { marketplaceNameClash } from '../../src/analysis/rules/mkt112-marketplace-name-clash.ts';
import { runtimeConflict } from '../../src/analysis/rules/mkt201-runtime-conflict.ts';
import { runtimeNotInEnvironment } from '../../src/analysis/rules/mkt203-runtime-not-in-environment.ts';
import { eventUnheard } from '../../src/analysis/rules/mkt605-event-unheard.ts';
import { noCi } from '../../src/analysis/rules/mkt702-no-ci.ts';
import { untestedLink } from '../../src/analysis/rules/mkt703-untested-link.ts';
import { resourceContention } from '../../src/analysis/rules/mkt801-resource-contention.ts';
import { noMonitoring } from '../../src/analysis/rules/mkt802-no-monitoring.ts';
import { serialBottleneck } from '../../src/analysis/rules/mkt803-serial-bottleneck.ts';
import { undocumentedPlugin } from '../../src/analysis/rules/mkt804-undocumented-plugin.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Release, Resources } from '../../src/model/plugin.ts';
import type { Resolution } from '../../src/model/resolution.ts';
import { contextOf, release } from '../support/releases.ts';
import { bundledFindings, checkMarketplace, marketplaces, needsMarketplaces } from './bundled.ts';

const check = (rule: AnyRule, releases: Release[], more: Partial<Context> = {}): readonly Finding[] =>
  findingsOf(rule, contextOf(releases, more));

describe('MKT109', () => {
  test('all of them in one finding, folded, with what they say instead of a version', () => {
    const loose = Array.from(
      { length: 15 },
      (_, index): Release => ({ ...release(`p${index}`), unpinnable: true }),
    );
    const [draft, ...rest] = check(unpinnablePlugin, [
      { ...(loose[0] as Release), statedVersion: 'newest' },
      ...loose.slice(1),
      release('fine'),
    ]);
    expect(rest).toEqual([]);
    expect(draft?.message).toContain('and 3 more have neither a version nor a tag');
    expect(draft?.message).toContain('`p0` states `newest`, which is not a valid version');
    expect(draft?.related?.length).toBeLessThanOrEqual(6);
  });

  test('near miss', () => expect(check(unpinnablePlugin, [release('a')])).toEqual([]));
});

describe('MKT111', () => {
  const asking = (range: string): Release => ({
    ...release('app'),
    dependencies: [{ name: 'base', range, location: { file: 'plugin.json', line: 4, column: 5 } }],
  });
  const base = (more: Partial<Release>): Release => ({ ...release('base@1.2.0'), ...more });

  const asked = [{ by: 'app', range: '^1.0.0' }];

  test.each<[source: Release['source'], id: string, text: RegExp]>([
    [
      './plugins/base',
      'range-ignored',
      /has no tag such as `base--v1\.2\.0`\nthe client installs 1\.2\.0, the current copy/,
    ],
    [
      { source: 'git-subdir', url: 'x' },
      'no-matching-tag',
      /refuses to install plugins that depend on it \(`no-matching-tag`\)/,
    ],
  ])('a repository without tags: %j', (source, id, text) => {
    const [draft] = check(untaggedDependency, [
      asking('^1.0.0'),
      base({ untagged: true, source: source as string }),
    ]);
    expect(draft?.case).toBe(id);
    expect(draft?.evidence).toEqual({ plugin: 'base', version: '1.2.0', tag: 'base--v1.2.0', asked });
    expect(draft?.message).toMatch(text);
    expect(draft?.message).toMatch(/^`app` requires `base@\^1\.0\.0`/);
    expect(draft?.related).toContainEqual({
      location: { file: 'plugin.json', line: 4, column: 5 },
      message: '`app` requires `^1.0.0`',
    });
  });

  test('a source that does not choose by range', () => {
    const [draft] = check(untaggedDependency, [
      asking('^1'),
      base({ source: { source: 'npm', package: 'base' } }),
    ]);
    expect(draft?.message).toContain('comes from npm, from which the client cannot choose a version');
    expect(draft).toMatchObject({ case: 'source-without-ranges', evidence: { source: 'npm' } });
  });

  test('a copy that states no version has none in the evidence', () => {
    const [draft] = check(untaggedDependency, [
      asking('^1.0.0'),
      base({ untagged: true, unpinnable: true, source: './plugins/base' }),
    ]);
    expect(draft?.message).toContain('the client installs the current copy, which has no version');
    expect(draft?.evidence).toEqual({ plugin: 'base', tag: 'base--v1.0.0', asked });
  });

  test('near misses: no range, tags, a repository that nobody looked at', () => {
    expect(check(untaggedDependency, [asking('*'), base({ untagged: true, source: './b' })])).toEqual([]);
    expect(check(untaggedDependency, [asking('^1'), base({ tag: 'base--v1.2.0', source: './b' })])).toEqual(
      [],
    );
    expect(
      check(untaggedDependency, [asking('^1'), base({ source: { source: 'github', repo: 'a/b' } })]),
    ).toEqual([]);
  });
});

test('MKT112: two marketplaces with the same name, and near misses', () => {
  const of = (...pairs: [name: string, registry: string][]) =>
    check(marketplaceNameClash, [release('a')], {
      marketplaces: pairs.map(([name, registry]) => ({ name, registry })),
    });
  const [draft] = of(['lab', './one'], ['lab', 'acme/two'], ['other', './three']);
  expect(draft?.message).toMatch(/^`\.\/one` and `acme\/two` have the same marketplace name: `lab`\n/);
  expect(draft?.message).toContain('here `acme/two`');
  expect(draft?.case).toBe('found');
  expect(draft?.evidence).toEqual({ marketplace: 'lab', registries: ['./one', 'acme/two'] });
  expect(draft).toMatchObject({ plugins: ['a'], location: { line: 2 } });
  expect(of(['lab', './one'], ['other', './two'])).toEqual([]);
  expect(of(['lab', './one'], ['lab', './one'])).toEqual([]);
});

describe('MKT203', () => {
  const needing = (name: string, libraries: Record<string, string>) =>
    release(name, { integration: { requires: { runtimes: {}, libraries, tools: [] } } });
  const has = (libraries: Record<string, string>) => ({ environment: { runtimes: {}, libraries } });

  test('a library in another version, all who need another one together', () => {
    const all = [needing('a', { jax: '>=0.5' }), needing('b', { jax: '^0.6.0' }), needing('c', { jax: '*' })];
    const [draft, ...rest] = check(runtimeNotInEnvironment, all, has({ jax: '0.4.30' }));
    expect(rest).toEqual([]);
    expect(draft?.message).toContain(
      'the project has jax 0.4.30, but `a` and `b` require `>=0.5` and `^0.6.0`',
    );
    expect(draft?.plugins).toEqual(['a', 'b']);
    expect(draft?.case).toBe('chosen');
    expect(draft?.evidence).toEqual({
      kind: 'libraries',
      name: 'jax',
      version: '0.4.30',
      wanting: [
        { plugin: 'a', version: '1.0.0', range: '>=0.5' },
        { plugin: 'b', version: '1.0.0', range: '^0.6.0' },
      ],
    });
  });

  test('near misses: it fits, it is another one, nobody has said', () => {
    const all = [needing('a', { jax: '>=0.4' })];
    expect(check(runtimeNotInEnvironment, all, has({ jax: '0.4.30' }))).toEqual([]);
    expect(check(runtimeNotInEnvironment, all, has({ numpy: '1.0.0' }))).toEqual([]);
    expect(check(runtimeNotInEnvironment, all)).toEqual([]);
  });

  test('a failed resolution is reported here if the environment causes it, and not as a conflict of plugins', () => {
    const resolution: Resolution = {
      ok: false,
      explanation: ['Because so.'],
      conflict: ['a'],
      minimal: true,
      smallest: true,
      suggestions: [],
      causes: [{ kind: 'runtime', plugin: 'a@lab', version: '1.0.0', on: 'python', range: '>=3.12' }],
    };
    const found = (python: string) =>
      [runtimeConflict, runtimeNotInEnvironment].flatMap((rule) =>
        check(rule, [], { resolution, environment: { runtimes: { python } } }),
      );
    const [outside, ...others] = found('3.11.0');
    expect(others).toEqual([]);
    expect(outside).toMatchObject({
      rule: 'MKT203',
      case: 'no-combination',
      evidence: {
        conflict: ['a'],
        needs: ['python'],
        environment: [{ name: 'python', version: '3.11.0' }],
      },
    });
    expect(outside?.message).toMatch(/^`a` cannot be used with the environment, which has python 3\.11\.0\n/);
    expect(found('3.13.0').map(({ rule, case: id }) => [rule, id])).toEqual([['MKT201', 'found']]);
  });
});

describe('MKT605', () => {
  const speaking = (name: string, subscribes: string[], publishes: string[] = [], more = {}) =>
    release(name, { integration: { subscribes, publishes }, ...more });

  test('who waits for an event that nobody publishes, and cannot be called either', () => {
    const [draft] = check(eventUnheard, [speaking('a', ['x.done', 'y.done']), speaking('b', [])]);
    expect(draft?.message).toMatch(
      /^2 events have subscribers, but no chosen plugin publishes them\n`a` subscribes to `x\.done`\n/,
    );
    expect(draft).toMatchObject({
      case: 'unpublished',
      evidence: {
        awaited: [
          { event: 'x.done', plugins: ['a'] },
          { event: 'y.done', plugins: ['a'] },
        ],
        published: [],
        offers: [],
      },
    });
  });

  test('where plugins run by events, all events count, both ways', () => {
    const [draft] = check(
      eventUnheard,
      [speaking('a', ['x.done'], ['y.done'], { commands: ['c'] }), speaking('b', [])],
      { orchestration: { asked: 'event-driven', stages: [] } },
    );
    expect(draft?.message).toContain(
      'an event has subscribers, but no chosen plugin publishes it; another is published, but no plugin subscribes to it',
    );
    expect(draft).toMatchObject({
      case: 'unpublished',
      evidence: {
        awaited: [{ event: 'x.done', plugins: ['a'] }],
        published: [{ event: 'y.done', plugins: ['a'] }],
      },
    });
  });

  test('where they run by events, what nobody awaits is told alone too', () => {
    const orchestration = { asked: 'event-driven' as const, stages: [] };
    const releases = [speaking('a', [], ['y.done']), speaking('b', [], ['y.done'])];
    expect(check(eventUnheard, releases, { orchestration })).toMatchObject([
      {
        case: 'unheard',
        message:
          'an event is published, but no plugin subscribes to it\n`a` and `b` publish `y.done`\nthe event has no effect',
        help: 'subscribe to the event in the plugin that continues the work, or remove it from the plan',
        evidence: { published: [{ event: 'y.done', plugins: ['a', 'b'] }] },
      },
    ]);
    expect(check(eventUnheard, releases)).toEqual([]);
  });

  test('near misses: it can be called, it gets data, another event wakes it, one plugin alone', () => {
    const other = speaking('b', []);
    expect(check(eventUnheard, [speaking('a', ['x'], [], { commands: ['c'] }), other])).toEqual([]);
    expect(
      check(eventUnheard, [
        speaking('a', ['x'], [], { consumes: ['t:csv?'] }),
        release('b', { produces: ['t:csv'] }),
      ]),
    ).toEqual([]);
    expect(check(eventUnheard, [speaking('a', ['x', 'y']), speaking('b', [], ['y'])])).toEqual([]);
    expect(check(eventUnheard, [speaking('a', ['x'])])).toEqual([]);
  });
});

test('MKT702: tests without anything that runs them, and near misses', () => {
  const maker = release('maker', { produces: ['t:csv'] });
  const tester = (roles: string[]) => release('tester', { consumes: ['t:csv'], roles });
  const [draft] = check(noCi, [maker, tester(['testing'])]);
  expect(draft?.message).toMatch(/^`tester` tests what `maker` builds/);
  expect(draft?.evidence).toEqual({ testers: ['tester'], makers: ['maker'], offers: [] });
  expect(check(noCi, [maker, tester(['testing', 'ci'])])).toEqual([]);
  expect(check(noCi, [maker, tester(['testing']), release('c', { roles: ['ci'] })])).toEqual([]);
  expect(check(noCi, [release('x'), tester(['testing'])])).toEqual([]);
});

describe('MKT703', () => {
  const maker = release('maker', { produces: ['t:csv'] });
  const taker = (produces: string[] = []) => release('taker', { consumes: ['t:csv'], produces });
  const tester = (consumes: string[], roles = ['testing']) => release('tester', { consumes, roles });

  test('what is handed over before the eyes of no tester', () => {
    const [draft, ...others] = check(untestedLink, [maker, taker(), tester(['other:json'])]);
    expect(others).toEqual([]);
    expect(draft?.message).toBe(
      '1 link between plugins has no test: `tester` reads neither the artifact nor what is produced from it\n`maker` → `taker`: t (csv)',
    );
    expect(draft?.help).toContain('`taker takes t (csv) from maker`');
    expect(draft?.plugins).toEqual(['maker', 'taker']);
    expect(draft?.evidence).toEqual({
      testers: ['tester'],
      links: [{ from: 'maker', to: 'taker', artifact: 't', format: 'csv' }],
    });
  });

  test('near misses: it is read, its result is read, the tester is an end of it, and no tester at all', () => {
    expect(check(untestedLink, [maker, taker(), tester(['t:csv'])])).toEqual([]);
    expect(check(untestedLink, [maker, taker(['r:json']), tester(['r:json'])])).toEqual([]);
    expect(check(untestedLink, [maker, tester(['t:csv'])])).toEqual([]);
    expect(check(untestedLink, [maker, taker(), tester([], ['ci'])])).toEqual([]);
  });

  test('many links are folded, and the help names the first', () => {
    const makers = Array.from({ length: 9 }, (_, at) => release(`m${at}`, { produces: ['t:csv'] }));
    const [draft] = check(untestedLink, [...makers, taker(), tester([])]);
    expect(draft?.message.split('\n')).toHaveLength(8);
    expect(draft?.message).toMatch(/^9 links .* have no test.*and 3 more$/s);
    expect(draft?.evidence?.links).toHaveLength(9);
  });

  test('bundled plugins: a pattern with a link that its tests do not see', async () => {
    const [finding] = await bundledFindings(
      'MKT703',
      'python-development',
      'unit-testing',
      'cicd-automation',
    );
    expect(finding?.message).toContain('`python-development` → `cicd-automation`: package (wheel)');
    expect(await bundledFindings('MKT703', 'python-development', 'cicd-automation')).toEqual([]);
  });
});

describe('MKT801', () => {
  const using = (name: string, resources: Resources) => release(name, { integration: { resources } });
  const over = (releases: Release[], resources: object, inTurn = false) =>
    check(resourceContention, releases, {
      environment: { runtimes: {}, resources },
      orchestration: { stages: [{ members: releases.map(({ name }) => name), inTurn }] },
    }).map(({ message }) => message.split('\n')[0]);
  const exclusive = [using('a', { gpu: 'exclusive' }), using('b', { gpu: 'exclusive' })];

  test('GPUs, cores and memory of one stage', () => {
    expect(over(exclusive, { gpu: 1 })).toEqual(['stage 1 requires 2 GPUs, but the environment has 1 GPU']);
    expect(over([using('a', { cpu: 8 }), using('b', { cpu: 9 })], { cpu: 16 })).toEqual([
      'stage 1 requires 17 cores, but the environment has 16 cores',
    ]);
    expect(
      over([using('a', { memory: '24Gi' }), using('b', { memory: '512Mi' })], { memory: '24Gi' }),
    ).toEqual(['stage 1 requires 24.5 GiB of memory, but the environment has 24 GiB']);
    expect(over([...exclusive, using('c', { gpu: 'shared' })], { gpu: 2 })).toHaveLength(1);
  });

  test('a plan runs several one after another, and cannot help one that asks for more than there is', () => {
    const inPlan = (cpu: number) =>
      check(resourceContention, [using('a', { cpu: 8 }), using('b', { cpu: 9 })], {
        inPlan: true,
        environment: { runtimes: {}, resources: { cpu } },
        orchestration: { stages: [{ members: ['a', 'b'], inTurn: false }] },
      });
    expect(inPlan(16)).toEqual([]);
    expect(inPlan(8)).toMatchObject([{ case: 'alone' }]);
  });

  test('turns help several, and not one that asks for more than there is', () => {
    const helped = (releases: Release[], resources: object) =>
      check(resourceContention, releases, {
        environment: { runtimes: {}, resources },
        orchestration: { stages: [{ members: releases.map(({ name }) => name), inTurn: false }] },
      }).map(({ help, message }) => [help, message.split('\n').at(-1)]);
    const two = [using('a', { cpu: 8 }), using('b', { cpu: 9 })];
    expect(helped(two, { cpu: 16 })).toEqual([
      [
        expect.stringContaining('run them one after another'),
        expect.stringContaining('slow each other down'),
      ],
    ]);
    expect(helped(two, { cpu: 8 })).toEqual([
      [
        'run `b` on a machine that has more, or remove it; if this machine has more, set `environment.resources.cpu` in `mkt.yaml`',
        expect.stringContaining('takes longer'),
      ],
    ]);
    expect(helped([using('a', { gpu: 'shared' })], { gpu: 0 })[0]?.[1]).toContain('without one');
  });

  test('what is asked for stands in the evidence as numbers, by plugin', () => {
    const of = (releases: Release[], resources: object) =>
      check(resourceContention, releases, {
        environment: { runtimes: {}, resources },
        orchestration: {
          stages: releases.map((_, at) => ({
            members: releases.slice(at).map(({ name }) => name),
            inTurn: false,
          })),
        },
      });
    expect(of([...exclusive, using('c', { gpu: 'shared' })], { gpu: 1 })).toMatchObject([
      {
        case: 'together',
        evidence: {
          resource: 'gpu',
          available: 1,
          stage: 1,
          asked: 3,
          plugins: [
            { plugin: 'a', amount: 1, use: 'exclusive' },
            { plugin: 'b', amount: 1, use: 'exclusive' },
            { plugin: 'c', amount: 1, use: 'shared' },
          ],
          otherStages: [2],
        },
      },
    ]);
    const memory = [using('a', { memory: '32Gi' }), using('b', { memory: '1Gi' })];
    const [alone, ...rest] = of(memory, { memory: '24Gi' });
    expect(rest).toEqual([]);
    expect(alone?.case).toBe('alone');
    expect(alone?.evidence).toEqual({
      resource: 'memory',
      available: 24 * 2 ** 30,
      stage: 1,
      asked: 33 * 2 ** 30,
      plugins: [
        { plugin: 'a', amount: 32 * 2 ** 30 },
        { plugin: 'b', amount: 2 ** 30 },
      ],
      otherStages: [],
      tooBig: ['a'],
    });
  });

  test('near misses: enough, in turn, shared, nothing stated', () => {
    expect(over(exclusive, { gpu: 2 })).toEqual([]);
    expect(over(exclusive, { gpu: 1 }, true)).toEqual([]);
    expect(over([using('a', { gpu: 'shared' }), using('b', { gpu: 'shared' })], { gpu: 1 })).toEqual([]);
    expect(over(exclusive, { cpu: 1 })).toEqual([]);
  });
});

test('MKT802: deployed and unwatched, and near misses', () => {
  const ship = release('ship', { roles: ['deployment'] });
  const [draft] = check(noMonitoring, [ship, release('a')]);
  expect(draft?.message).toMatch(/^`ship` deploys what is built here/);
  expect(draft?.evidence).toEqual({ deploying: ['ship'], offers: [] });
  expect(check(noMonitoring, [ship, release('a', { roles: ['monitoring'] })])).toEqual([]);
  expect(check(noMonitoring, [ship])).toEqual([]);
  expect(check(noMonitoring, [release('a'), release('b')])).toEqual([]);
});

describe('MKT803', () => {
  const all = [
    release('a', { produces: ['x:f'] }),
    release('b', { produces: ['y:f'] }),
    release('c', { consumes: ['x:f', 'y:f?'] }),
  ];
  const stages = (...members: string[][]) => members.map((each) => ({ members: each, inTurn: false }));

  test('who could run side by side, and how many rounds would do', () => {
    const [draft] = check(serialBottleneck, all, {
      orchestration: { asked: 'pipeline', stages: stages(['a'], ['b'], ['c']) },
    });
    expect(draft?.message).toContain(
      '3 stages one after another, but 2 would be enough\n`a` and `b` need nothing from each other',
    );
    expect(draft?.evidence).toEqual({ stages: [['a'], ['b'], ['c']], rounds: [['a', 'b'], ['c']] });
  });

  test('near misses: nobody asked for a pipeline, it is as short as it can be', () => {
    expect(check(serialBottleneck, all, { orchestration: { stages: stages(['a'], ['b'], ['c']) } })).toEqual(
      [],
    );
    expect(
      check(serialBottleneck, all, {
        orchestration: { asked: 'pipeline', stages: stages(['a', 'b'], ['c']) },
      }),
    ).toEqual([]);
    const line = [
      release('a', { produces: ['x:f'] }),
      release('b', { consumes: ['x:f'], produces: ['y:f'] }),
      release('c', { consumes: ['y:f'] }),
    ];
    expect(
      check(serialBottleneck, line, {
        orchestration: { asked: 'pipeline', stages: stages(['a'], ['b'], ['c']) },
      }),
    ).toEqual([]);
  });
});

test('MKT804: nothing to read at all, and near misses', () => {
  const mute = (more: Partial<Release>): Release => ({
    ...release('mute'),
    description: ' ',
    documentation: { readme: false },
    ...more,
  });
  const [draft] = check(undocumentedPlugin, [mute({})]);
  expect(draft?.message).toMatch(/^`mute` has no description, no README and no homepage/);
  expect(draft).toMatchObject({ case: 'found', evidence: { plugins: ['mute'] } });
  expect(check(undocumentedPlugin, [mute({ documentation: { readme: true } })])).toEqual([]);
  expect(check(undocumentedPlugin, [mute({ documentation: { readme: false, homepage: 'x' } })])).toEqual([]);
  expect(check(undocumentedPlugin, [mute({ description: 'says it' })])).toEqual([]);
  const { documentation: _, ...unknown } = mute({});
  expect(check(undocumentedPlugin, [unknown])).toEqual([]);
});

test('anthropics+claude-plugins-official: most plugins have no version', needsMarketplaces, async () => {
  const findings = await checkMarketplace(
    `${marketplaces}/anthropics+claude-plugins-official`,
    'feature-dev',
    'code-review',
    'hookify',
  );
  const loose = findings.filter(({ rule }) => rule === 'MKT109');
  expect(loose.map(({ plugins }) => plugins)).toEqual([['code-review', 'feature-dev', 'hookify']]);
});
