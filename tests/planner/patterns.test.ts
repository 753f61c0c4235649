/** Every pattern of the bundled registry gives a plan that can be followed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import type { Plan } from '../../src/model/plan.ts';
import type { Plugin, Release } from '../../src/model/plugin.ts';
import { makePlan } from '../../src/planner/index.ts';
import { planJson } from '../../src/report/plan-json.ts';
import { compileRegistry } from '../../src/sources/registries/compile.ts';
import { indexRegistry } from '../../src/sources/registries/index-registry.ts';
import { root } from '../support/mkt.ts';

const compiled = compileRegistry(join(root, 'registry'), root).value;
if (compiled === undefined) throw new Error('the bundled registry has faults');
const { knowledge } = compiled;
const registry = indexRegistry(compiled, 'bundled');

function newest(name: string): Release {
  const lookup = registry.lookup(name) as { plugins: readonly Plugin[] };
  const plugin = lookup.plugins[0];
  const release = plugin?.release(plugin.versions[0] ?? '');
  if (release === undefined) throw new Error(`no release of ${name}`);
  return release;
}

function plan(names: readonly string[], overrides: Partial<Parameters<typeof makePlan>[0]> = {}): Plan {
  return makePlan({
    releases: names.map(newest),
    chosen: [],
    requested: names,
    knowledge,
    findings: [],
    environment: { runtimes: {} },
    orchestration: 'auto',
    ...overrides,
  });
}

const validate = new Ajv({ strict: false }).compile(
  JSON.parse(readFileSync(join(root, 'schema/plan.schema.json'), 'utf8')),
);

function isFollowable(made: Plan): void {
  expect(made.tests).toHaveLength(made.dataFlow.length + made.calls.length);
  for (const link of made.dataFlow) {
    const { from, to, artifact, format } = link;
    expect(made.tests).toContainEqual(expect.objectContaining({ from, to, artifact, format }));
  }
  for (const each of Object.values(made.prerequisites).flat()) expect(each.verify, each.name).not.toBe('');
  expect(made.install.filter((line) => line.startsWith('claude plugin install'))).toHaveLength(
    made.plugins.length,
  );
  expect(made.rollout.flatMap(({ commands }) => commands)).toEqual(made.install);
  expect(made.checklist).toHaveLength(12);
  expect(made.checklist.every(({ evidence }) => !evidence.startsWith('nothing in the data tells'))).toBe(
    true,
  );
  expect(made.troubleshooting).toHaveLength(4);
  expect(validate(JSON.parse(planJson(made))), JSON.stringify(validate.errors)).toBe(true);
}

test('there are 24 patterns', () => {
  expect(knowledge.patterns).toHaveLength(24);
});

describe.each(knowledge.patterns.map((pattern) => [pattern.id, pattern] as const))('%s', (_, pattern) => {
  const names = pattern.plugins.map(({ name }) => name);
  const made = plan(names, { pattern, orchestration: pattern.orchestration });

  test('the stages are those of the pattern', () => {
    const expected = pattern.plugins.map(({ name, stage }) => ({ name, stage }));
    const given = made.plugins.map(({ name, stage }) => ({ name, stage }));
    expect(given).toEqual(expected);
    expect(made.stages.map(({ steps }) => steps.length)).toEqual(
      made.stages.map((_each, index) => expected.filter(({ stage }) => stage === index + 1).length),
    );
  });

  test('it begins with something that a plugin of its first stage has', () => {
    const stated = pattern.plugins.filter(({ begin }) => begin !== undefined);
    const found = made.stages.map(({ steps }) => steps.flatMap(({ begin }) => begin ?? []).length);
    expect(stated.map(({ stage }) => stage)).toEqual([1]);
    expect(found).toEqual(made.stages.map((_each, index) => (index === 0 ? 1 : 0)));
  });

  test('no plugin needs what comes later', () => {
    expect(made.orchestration.reason).not.toContain('the pattern puts');
  });

  test('it can be followed', () => {
    isFollowable(made);
  });

  test.each(['pipeline', 'parallel', 'event-driven'] as const)('so can it as %s', (orchestration) => {
    isFollowable(plan(names, { pattern, orchestration }));
  });
});

test('all single plugins together', () => {
  const names = (registry.names() ?? []).filter((name) => !name.endsWith('-suite') && name !== 'agent-core');
  const made = plan(names);
  isFollowable(made);
  const place = new Map(made.plugins.map(({ name, stage }) => [name, stage]));
  for (const { from, to } of made.dataFlow.filter(({ optional }) => !optional)) {
    expect(place.get(from)).toBeLessThanOrEqual(place.get(to) ?? 0);
  }
});

test.each((registry.names() ?? []).map((name) => [name]))('%s alone', (name) => {
  isFollowable(plan([name]));
});
