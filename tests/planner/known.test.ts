/** A plan says only what is known: nothing of what it leaves out, and of silent plugins no more than their files show. */
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { emptyKnowledge, type Knowledge, type Pattern } from '../../src/model/knowledge.ts';
import { unstated } from '../../src/model/plan.ts';
import type { Release } from '../../src/model/plugin.ts';
import { makePlan, type PlanInput } from '../../src/planner/index.ts';
import { noIntegration, release } from '../support/releases.ts';

const ids = ['identify-dependencies', 'test-integration', 'documentation'];
const knowledge: Knowledge = {
  ...emptyKnowledge,
  practices: {
    ...emptyKnowledge.practices,
    practices: ids.map((id) => ({ id, title: id, group: 'g', advice: 'a' })),
    troubleshooting: ['verify-interfaces', 'use-monitoring'].map((id) => ({
      id,
      title: id,
      steps: ['look'],
      rules: [],
    })),
  },
};

const plan = (releases: Release[], more: Partial<PlanInput> = {}) =>
  makePlan({
    releases,
    chosen: [],
    requested: releases.map(({ name }) => name),
    knowledge,
    findings: [],
    environment: { runtimes: {} },
    orchestration: 'auto',
    ...more,
  });

const itemsOf = ({ checklist }: ReturnType<typeof plan>) =>
  Object.fromEntries(checklist.map(({ id, status, evidence }) => [id, `${status}: ${evidence}`]));

const call = {
  from: 'caller',
  to: 'called',
  component: 'called:go',
  location: { file: 'x.md', line: 4, column: 1 },
  isSure: true,
};

describe('a plugin that the client refuses', () => {
  const finding: Finding = {
    rule: 'MKT902',
    name: 'schema-violation',
    case: 'x',
    severity: 'error',
    message: 'it is broken',
    plugins: ['broken'],
    evidence: {},
  };
  const broken = release('broken', {
    produces: ['x:f'],
    hooks: [{ event: 'Stop' }],
    integration: {
      requires: { ...noIntegration.requires, tools: ['jq'] },
      resources: { cpu: 8 },
      env: [{ name: 'KEY', required: true, description: 'd' }],
    },
  });
  const made = plan([broken, release('fine', { consumes: ['x:f'] })], {
    refused: [{ name: 'broken', finding }],
  });

  test('starts nothing, needs nothing, and is in no test', () => {
    expect(made.leftOut.map(({ plugin }) => plugin)).toEqual(['broken']);
    expect(made.starts).toEqual([]);
    expect(made.prerequisites.tools.map(({ name }) => name)).toEqual(['claude']);
    expect([...made.prerequisites.env, ...made.prerequisites.resources]).toEqual([]);
    expect(made.tests).toEqual([]);
  });

  test('but its card and its place stay', () => {
    expect(made.plugins.map(({ name }) => name)).toEqual(['broken', 'fine']);
  });
});

describe('plugins that state nothing', () => {
  const silent = ['caller', 'called', 'other'].map((name) => release(name));
  const dependent = { ...release('caller'), dependencies: [{ name: 'called', range: '*' }] };

  test('are not said to work by themselves', () => {
    const { stages, orchestration } = plan(silent);
    expect(stages[0]?.steps.map(({ action }) => action)).toEqual([unstated, unstated, unstated]);
    expect(orchestration.reason).toBe('nothing that is known puts one of these plugins before another');
    const stated = plan([release('a', { roles: ['testing'] }), release('b', { roles: ['ci'] })]);
    expect(stated.stages[0]?.steps[0]?.action).toContain('has the role');
    expect(stated.orchestration.reason).toMatch(/^no data or event passes/);
  });

  test('are ordered by dependencies alone, and the plan says so', () => {
    const { orchestration } = plan([dependent, ...silent.slice(1)]);
    expect(orchestration).toMatchObject({
      id: 'pipeline',
      reason: 'dependencies connect 1 pair of plugins and put 3 plugins into 2 stages',
      shorter: { id: 'parallel', stages: 1 },
    });
  });

  test('are in the order of their pattern if nothing else is known, and the plan says so', () => {
    const pattern: Pattern = {
      id: 'p',
      title: 'P',
      benefits: [],
      plugins: silent.map(({ name }, index) => ({ name, version: '*', stage: index + 1 })),
      orchestration: 'auto',
      prerequisites: { runtimes: {}, tools: [], env: [] },
      steps: [],
      outcomes: [],
    };
    expect(plan(silent, { pattern }).orchestration).toMatchObject({
      id: 'pipeline',
      reason: 'the pattern puts 3 plugins into 3 stages',
    });
  });

  test('do what their files show', () => {
    const { stages } = plan([dependent, ...silent.slice(1)], { calls: [call] });
    const actions = stages.flatMap(({ steps }) => steps.map(({ plugin, action }) => `${plugin}: ${action}`));
    expect(actions).toContain('caller: calls called:go; depends on called');
  });

  test('a call that is often none orders nothing, and is kept with its mark', () => {
    const unsure = { ...call, isSure: false };
    const { calls, stages, tests } = plan(silent, { calls: [unsure] });
    expect(calls).toEqual([unsure]);
    expect(stages).toEqual(plan(silent).stages);
    expect(tests).toEqual(plan(silent).tests);
  });

  test('leave the checklist open, as far as nothing else is known', () => {
    const judged = itemsOf(plan(silent, { calls: [call] }));
    expect(judged['identify-dependencies']).toBe(
      'unknown: 1 call connects caller and called; other does not state what it needs from others, and nothing else shows it',
    );
    expect(judged['test-integration']).toBe('unknown: no plugin states whether it tests');
    expect(judged.documentation).toBe(
      'missing: 1 integration point, but no plugin states that it documents: keep this plan next to the code',
    );
  });

  test('can do what their own words surely say', () => {
    const rolesSeen = ({ name }: Release) =>
      name === 'other' ? [{ role: 'testing', place: 'name', word: 'test', isSure: true } as const] : [];
    const unsure = (each: Release) => rolesSeen(each).map((seen) => ({ ...seen, isSure: false }));
    const statusWith = (seen: PlanInput['rolesSeen']) =>
      itemsOf(plan(silent, { calls: [call], ...(seen && { rolesSeen: seen }) }))['test-integration'];
    expect(statusWith(rolesSeen)).toMatch(/^done: by its own words, other tests/);
    expect(statusWith(unsure)).toMatch(/^unknown/);
  });

  test('are not said to lack what they may have', () => {
    const [interfaces, monitoring] = plan(silent).troubleshooting;
    expect(interfaces?.steps[0]).toMatch(/^nothing is known to pass between these plugins/);
    expect(monitoring?.steps[0]).toMatch(/^no plugin here states that it monitors/);
    const stated = plan([release('a', { roles: ['ci'] })]).troubleshooting[1];
    expect(stated?.steps[0]).toMatch(/^no plugin here monitors/);
  });
});
