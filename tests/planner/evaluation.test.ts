/** What a plan says about a combination: prerequisites, pitfalls and the checklist, each with evidence. */
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { emptyKnowledge, type Knowledge, type Practices } from '../../src/model/knowledge.ts';
import type { Release } from '../../src/model/plugin.ts';
import type { RuleId } from '../../src/model/problems.ts';
import type { Environment } from '../../src/model/project.ts';
import { bytesOf } from '../../src/model/quantity.ts';
import { makePlan } from '../../src/planner/index.ts';
import { narrowed } from '../../src/planner/ranges.ts';
import { noIntegration, release } from '../support/releases.ts';

const practiceIds = [
  'identify-dependencies',
  'map-data-flow',
  'version-compatibility',
  'test-integration',
  'modular-architecture',
  'clear-interfaces',
  'error-handling',
  'documentation',
  'profile-bottlenecks',
  'parallel-execution',
  'resource-management',
  'caching',
];
const pitfall = (id: string, rules: string[]) => ({ id, title: id, problem: 'p', solution: 's', rules });
const practices: Practices = {
  practices: practiceIds.map((id) => ({ id, title: id, group: 'g', advice: 'a' })),
  pitfalls: [
    pitfall('dependency-conflicts', ['MKT201']),
    pitfall('communication-overhead', ['MKT401']),
    pitfall('configuration-complexity', ['MKT503']),
    pitfall('testing-integration', ['MKT701']),
  ],
  troubleshooting: ['isolate-plugins', 'check-logs', 'verify-interfaces', 'use-monitoring'].map((id) => ({
    id,
    title: id,
    steps: ['look'],
    rules: [],
  })),
  errorPatterns: [],
  orchestrations: [],
};
const knowledge: Knowledge = { ...emptyKnowledge, practices };

function plan(
  releases: Release[],
  { findings = [], environment = { runtimes: {} } }: { findings?: Finding[]; environment?: Environment } = {},
) {
  return makePlan({
    releases,
    chosen: [],
    requested: releases.map(({ name }) => name),
    knowledge,
    findings,
    environment,
    orchestration: 'auto',
  });
}

function verdicts(...args: Parameters<typeof plan>): Record<string, string> {
  return Object.fromEntries(
    plan(...args).checklist.map(({ id, status, evidence }) => [id, `${status}: ${evidence}`]),
  );
}

const finding = (rule: RuleId, message: string): Finding => ({
  rule,
  name: 'n',
  case: 'found',
  evidence: {},
  severity: 'warning',
  message,
  plugins: [],
});

const writer = release('writer', {
  produces: ['x:csv'],
  integration: { resources: { cpu: 4, memory: '8Gi', gpu: 'exclusive' } },
});
const reader = release('reader', {
  consumes: ['x:csv'],
  integration: { resources: { cpu: 8, memory: '512Mi', gpu: 'shared' } },
});
const other = release('other', { consumes: ['x:csv'], integration: { resources: { cpu: 2 } } });

describe('checklist', () => {
  test('all practices are evaluated, however little is known', () => {
    for (const releases of [[], [release('a')], [release('a'), release('b')], [writer, reader, other]]) {
      const { checklist } = plan(releases);
      expect(checklist.map(({ id }) => id)).toEqual(practiceIds);
      expect(checklist.every(({ evidence }) => evidence !== '')).toBe(true);
    }
  });

  test('two plugins without any integration data', () => {
    const judged = verdicts([release('a'), release('b')]);
    expect(judged['clear-interfaces']).toBe('unknown: no plugin states its inputs and outputs');
    expect(judged['version-compatibility']).toBe('done: resolved: a 1.0.0 and b 1.0.0');
    expect(judged['resource-management']).toBe('unknown: no plugin states what it needs');
    // Only what is known of any two plugins can be done, and nothing can be missing.
    const statuses = Object.entries(judged).map(([id, text]) => [id, text.split(':')[0]] as const);
    expect(statuses.filter(([, status]) => status === 'missing')).toEqual([]);
    expect(statuses.flatMap(([id, status]) => (status === 'done' ? [id] : []))).toEqual([
      'version-compatibility',
      'modular-architecture',
    ]);
  });

  test('absence is a finding only if all plugins state their interface', () => {
    const stated = [
      release('a', { produces: ['x:csv'] }),
      release('b', { consumes: ['y:csv'], roles: ['development'] }),
    ];
    expect(verdicts(stated)['identify-dependencies']).toMatch(/^missing: no known link connects a and b/);
    expect(verdicts(stated)['map-data-flow']).toMatch(/^missing: no plugin here produces y \(csv\) for b/);
    const mixed = verdicts([...stated, release('c')]);
    expect(mixed['identify-dependencies']).toMatch(/^unknown: c does not state what it needs/);
    expect(mixed['map-data-flow']).toBe('unknown: c does not state whether it produces y (csv) for b');
  });

  test('a plugin without a version leaves nothing to lock', () => {
    const loose = { ...release('a'), unpinnable: true };
    expect(verdicts([loose, release('b')])['version-compatibility']).toBe(
      'missing: a has no version: what is installed depends on the date',
    );
  });

  test('three plugins, with data that two of them read in parallel', () => {
    const judged = verdicts([writer, reader, other]);
    expect(judged['identify-dependencies']).toBe('done: 2 data links connect all 3 plugins');
    expect(judged['clear-interfaces']).toMatch(/^done/);
    expect(judged.caching).toBe(
      'missing: x from writer is read by 2 plugins: create it once, and keep it where all of them find it',
    );
    expect(judged['parallel-execution']).toBe('done: in parallel in stage 2: reader and other');
    expect(judged['test-integration']).toMatch(/^missing: 2 links, but no plugin with the role testing/);
    expect(judged['error-handling']).toMatch(/^missing/);
  });

  test('roles and failure events count as done', () => {
    const judged = verdicts([
      release('tests', {
        roles: ['testing'],
        produces: ['report:xml'],
        integration: { publishes: ['tests.failed'] },
      }),
      release('fixer', {
        roles: ['documentation', 'monitoring'],
        consumes: ['report:xml'],
        integration: { subscribes: ['tests.failed'] },
      }),
    ]);
    expect(judged['error-handling']).toBe('done: fixer reacts to tests.failed from tests');
    expect(judged['test-integration']).toMatch(/^done: tests can write and run/);
    expect(judged.documentation).toBe('done: fixer can document 2 integration points');
    expect(judged['profile-bottlenecks']).toMatch(/^done: fixer/);
  });

  test('findings are evidence', () => {
    const judged = verdicts([writer, reader], {
      findings: [
        finding('MKT301', 'two agents are called `x`'),
        finding('MKT201', 'python cannot be chosen'),
      ],
    });
    expect(judged['modular-architecture']).toBe('missing: two agents are called `x` (MKT301)');
    expect(judged['version-compatibility']).toBe('missing: python cannot be chosen (MKT201)');
  });

  test('a required input that no plugin produces, and one in another format', () => {
    expect(
      verdicts([release('a', { consumes: ['x:csv'] }), writer, release('b', { consumes: ['z:csv'] })])[
        'map-data-flow'
      ],
    ).toBe('missing: no plugin here produces z (csv) for b: say where it comes from');
    expect(verdicts([release('a', { consumes: ['x:json'] }), writer])['clear-interfaces']).toBe(
      'missing: a reads x as json, but writer writes csv',
    );
  });

  test('resources are added up over plugins that run in parallel, and compared', () => {
    const big = { runtimes: {}, resources: { cpu: 16, memory: '16Gi', gpu: 1 } };
    expect(verdicts([writer, reader, other], { environment: big })['resource-management']).toBe(
      'done: the peak of 10 cores, 8 GiB of memory and 1 GPU fits in the environment',
    );
    const small = { runtimes: {}, resources: { cpu: 9, memory: '16Gi', gpu: 1 } };
    expect(verdicts([writer, reader, other], { environment: small })['resource-management']).toBe(
      'done: the peak of 8 cores, 8 GiB of memory and 1 GPU fits in the environment, with 1 more round than stages',
    );
    const tiny = { runtimes: {}, resources: { cpu: 7, memory: '16Gi', gpu: 1 } };
    expect(verdicts([writer, reader, other], { environment: tiny })['resource-management']).toMatch(
      /^missing: \w+ needs 8 cores, but the environment has 7 cores$/,
    );
  });
});

describe('pitfalls', () => {
  test('no pitfall without evidence', () => {
    expect(plan([release('a'), release('b')]).pitfalls).toEqual([]);
  });

  test('each pitfall has its evidence', () => {
    const requires = (range: string) => ({ ...noIntegration.requires, runtimes: { python: range } });
    const env = (name: string) => [{ name, required: true, description: 'd' }];
    const releases = [
      release('a', {
        produces: ['x:f', 'y:f', 'z:f'],
        integration: { requires: requires('>=3.12'), env: [...env('A'), ...env('B')] },
      }),
      release('b', {
        consumes: ['x:f', 'y:f', 'z:f'],
        integration: { requires: requires('<3.13'), env: env('C') },
      }),
    ];
    expect(plan(releases).pitfalls.map(({ id, because }) => `${id}: ${because}`)).toEqual([
      'dependency-conflicts: python is required as >=3.12 by a and <3.13 by b',
      'communication-overhead: a and b exchange 3 artifacts',
      'configuration-complexity: 3 environment variables (3 required) in 2 plugins',
      'testing-integration: 3 links between plugins, but none of `a` and `b` tests anything',
    ]);
  });

  test('each says what to do about it here', () => {
    const env = (name: string, required: boolean) => [{ name, required, description: 'd' }];
    const requires = (range: string) => ({ ...noIntegration.requires, runtimes: { python: range } });
    const { pitfalls } = plan([
      release('a', {
        produces: ['x:f', 'y:f', 'z:f'],
        integration: { requires: requires('>=3.12'), env: [...env('A', true), ...env('B', false)] },
      }),
      release('b', {
        consumes: ['x:f', 'y:f', 'z:f'],
        integration: { requires: requires('<3.13'), env: env('C', false) },
      }),
    ]);
    const [versions, talk, settings, tests] = pitfalls;
    expect(versions?.solution).toBe(
      'install a version of python that is in all of these ranges: >=3.12 and <3.13',
    );
    expect(talk?.solution).toBe('let the one that writes hand over all of it at once, when it is finished');
    expect(settings?.because).toBe('3 environment variables (1 required) in 2 plugins');
    expect(settings?.solution).toContain('`.claude/settings.json`');
    expect(tests?.solution).toBe('write the 3 integration tests of this plan, and run them on each change');
  });

  test('settings that all plugins can do without are no pitfall', () => {
    const env = ['A', 'B', 'C'].map((name) => ({ name, required: false, description: 'd' }));
    const { pitfalls } = plan([
      release('a', { integration: { env } }),
      release('b', { integration: { env } }),
    ]);
    expect(pitfalls).toEqual([]);
  });

  test('two producers of one artifact are not said to talk too much', () => {
    const found = plan([release('a')], { findings: [finding('MKT404', 'both produce x')] });
    expect(found.pitfalls).toEqual([]);
  });

  test('ranges that exclude each other are not said to have a version in common', () => {
    const requires = (range: string) => ({ ...noIntegration.requires, runtimes: { python: range } });
    const conflict: Finding = {
      ...finding('MKT201', 'no python for both'),
      help: 'remove `a`',
      severity: 'error',
    };
    const [only] = plan(
      [
        release('a', { integration: { requires: requires('<3') } }),
        release('b', { integration: { requires: requires('>=3') } }),
      ],
      { findings: [conflict] },
    ).pitfalls;
    expect(only).toMatchObject({ because: 'no python for both', solution: 'remove `a`' });
  });

  test('a finding alone is enough', () => {
    const [only] = plan([release('a')], {
      findings: [finding('MKT401', 'they talk all day\nmore')],
    }).pitfalls;
    expect(only).toMatchObject({
      id: 'communication-overhead',
      because: 'they talk all day',
      solution: 's',
      rules: ['MKT401'],
    });
  });
});

describe('prerequisites', () => {
  test('each has a command; ranges that others imply are omitted', () => {
    const { prerequisites } = plan([
      release('a', {
        integration: {
          requires: {
            runtimes: { python: '>=3.12' },
            libraries: { 'python:torch': '*', 'odd:x y': '1' },
            tools: ['gh', '-rf'],
          },
          env: [{ name: 'KEY', required: false, description: 'a key', secret: true }],
          resources: { cpu: 2, memory: '1Gi', gpu: 'exclusive' },
        },
      }),
      release('b', {
        integration: { requires: { runtimes: { python: '>=3.8' }, libraries: {}, tools: ['gh'] } },
      }),
    ]);
    expect(prerequisites.runtimes).toEqual([
      { name: 'python', need: '>=3.12', verify: 'python --version', optional: false, neededBy: ['a', 'b'] },
    ]);
    expect(prerequisites.libraries.map(({ verify }) => verify)).toEqual([
      '# check that odd:x y is installed where the plugins run',
      'python3 -m pip show torch',
    ]);
    expect(prerequisites.env[0]).toMatchObject({ need: 'a key; secret', optional: true });
    expect(prerequisites.tools.map(({ verify }) => verify)).toEqual([
      '# -rf is not the name of a program',
      'claude --version',
      'gh --version',
    ]);
    expect(prerequisites.resources.map(({ name }) => name)).toEqual(['cpu', 'memory', 'gpu']);
  });

  test('quantities and ranges', () => {
    expect([bytesOf('32Gi'), bytesOf('512Mi'), bytesOf('1.5G'), bytesOf('64GB'), bytesOf('much')]).toEqual([
      32 * 2 ** 30,
      512 * 2 ** 20,
      1.5e9,
      64e9,
      undefined,
    ]);
    expect(narrowed(['>=3.8', '*', '>=3.12', '>=3.12.0', 'newest'])).toEqual(['>=3.12', 'newest']);
  });
});

test('troubleshooting names the plugins and tests of this combination', () => {
  const { troubleshooting } = plan([writer, reader]);
  expect(troubleshooting.map(({ id }) => id)).toEqual([
    'isolate-plugins',
    'check-logs',
    'verify-interfaces',
    'use-monitoring',
  ]);
  expect(troubleshooting[0]?.steps[0]).toContain('`claude plugin disable reader@lab`');
  expect(troubleshooting[2]?.steps[0]).toContain('reader takes x (csv) from writer');
});
