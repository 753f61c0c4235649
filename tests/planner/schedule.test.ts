/** Plans within the limits of a machine, what starts without which input, and what would be shorter. */
import { describe, expect, test } from 'vitest';
import { emptyKnowledge, type OrchestrationId } from '../../src/model/knowledge.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Integration, Release } from '../../src/model/plugin.ts';
import { bytesOf } from '../../src/model/quantity.ts';
import { makePlan } from '../../src/planner/index.ts';
import { boundedStages, roundsOf } from '../../src/planner/rounds.ts';
import { teamOf } from '../../src/planner/team.ts';
import { detailSections } from '../../src/report/plan-details.ts';
import fc from '../support/fast-check.ts';
import { release } from '../support/releases.ts';

type Resources = NonNullable<Integration['resources']>;

const using = (name: string, resources: Resources): Release => release(name, { integration: { resources } });

const teamWith = (releases: Release[]) => teamOf({ releases, requested: releases.map(({ name }) => name) });

const roundsFor = (releases: Release[], resources: Resources & object, inTurn = false) =>
  roundsOf(
    teamWith(releases),
    { members: releases.map(({ name }) => name), inTurn },
    { runtimes: {}, resources: resources as never },
  );

describe('rounds', () => {
  const three = [using('a', { cpu: 4 }), using('b', { cpu: 6 }), using('c', { cpu: 4 })];

  test('those that fit together run together', () => {
    expect(roundsFor(three, { cpu: 16 })).toEqual({ rounds: [['a', 'b', 'c']], limits: [] });
    expect(roundsFor(three, { cpu: 8 })).toEqual({ rounds: [['a', 'c'], ['b']], limits: ['8 cores'] });
    expect(roundsFor(three, {})).toEqual({ rounds: [['a', 'b', 'c']], limits: [] });
  });

  test('memory and GPUs count, too, and a shared GPU is one for all that share it', () => {
    const gpus = [
      using('a', { gpu: 'exclusive' }),
      using('b', { gpu: 'shared' }),
      using('c', { gpu: 'shared' }),
    ];
    expect(roundsFor(gpus, { gpu: 1 } as never)).toEqual({ rounds: [['a'], ['b', 'c']], limits: ['1 GPU'] });
    const memory = [using('a', { memory: '6Gi' }), using('b', { memory: '6Gi' })];
    expect(roundsFor(memory, { memory: '8Gi' })).toMatchObject({ rounds: [['a'], ['b']] });
  });

  test('one that needs more than there is runs by itself, and those in turn stay so', () => {
    expect(roundsFor([...three, using('big', { cpu: 99 })], { cpu: 14 }).rounds).toEqual([
      ['a', 'b', 'c'],
      ['big'],
    ]);
    expect(roundsFor(three, { cpu: 1 }, true).rounds).toHaveLength(1);
  });

  test('every plugin has one round, and each round fits unless it is a single plugin', () => {
    const some = fc.array(
      fc.record({
        cpu: fc.integer({ min: 1, max: 12 }),
        memory: fc.constantFrom('1Gi', '3Gi', '9Gi'),
        gpu: fc.constantFrom('none' as const, 'shared' as const, 'exclusive' as const),
      }),
      { minLength: 1, maxLength: 9 },
    );
    fc.assert(
      fc.property(some, (all) => {
        const releases = all.map((resources, index) => using(`p${index}`, resources));
        const { rounds } = roundsFor(releases, { cpu: 8, memory: '8Gi', gpu: 1 } as never);
        expect(rounds.flat().sort()).toEqual(releases.map(({ name }) => name).sort());
        for (const names of rounds.filter((each) => each.length > 1)) {
          const of = names.map((name) => all[Number(name.slice(1))] as (typeof all)[number]);
          expect(of.reduce((sum, { cpu }) => sum + cpu, 0)).toBeLessThanOrEqual(8);
          expect(of.reduce((sum, { memory }) => sum + (bytesOf(memory) ?? 0), 0)).toBeLessThanOrEqual(
            bytesOf('8Gi') ?? 0,
          );
          const exclusive = of.filter(({ gpu }) => gpu === 'exclusive').length;
          expect(exclusive + (of.some(({ gpu }) => gpu === 'shared') ? 1 : 0)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test('as stages of their own', () => {
    const stages = [{ members: ['a', 'b', 'c'], inTurn: false }];
    const environment = { runtimes: {}, resources: { cpu: 8 } };
    expect(boundedStages(teamWith(three), stages, environment).map(({ members }) => members)).toEqual([
      ['a', 'c'],
      ['b'],
    ]);
  });
});

function plan(releases: Release[], orchestration: OrchestrationId | 'auto', cpu?: number): Plan {
  return makePlan({
    releases,
    chosen: [],
    requested: releases.map(({ name }) => name),
    knowledge: emptyKnowledge,
    findings: [],
    environment: { runtimes: {}, ...(cpu !== undefined && { resources: { cpu } }) },
    orchestration,
  });
}

const stagesText = (of: Plan) => JSON.stringify(detailSections(of).find(({ id }) => id === 'stages')?.blocks);

describe('a plan', () => {
  test('says in how many rounds a stage runs, why, and needs no more than its largest round', () => {
    const of = plan([using('a', { cpu: 5 }), using('b', { cpu: 6 })], 'parallel', 8);
    expect(of.stages[0]).toMatchObject({ rounds: [['a'], ['b']], limits: ['8 cores'] });
    expect(stagesText(of)).toContain('in 2 rounds, because there are only 8 cores: a, then b');
    expect(of.prerequisites.resources.map(({ need }) => need).join()).toContain('6');
    expect(
      plan([using('a', { cpu: 1 }), using('b', { cpu: 6 })], 'parallel', 8).stages[0]?.rounds,
    ).toBeUndefined();
  });

  test('cuts a cycle of required inputs at feedback, and says what the first turn is without', () => {
    const maker = release('maker', {
      produces: ['code:git'],
      consumes: ['report:md'],
      roles: ['development'],
    });
    const tester = release('tester', { produces: ['report:md'], consumes: ['code:git'], roles: ['testing'] });
    for (const releases of [
      [maker, tester],
      [tester, maker],
    ]) {
      const of = plan(releases, 'auto');
      expect(of.stages[0]?.steps.map(({ plugin }) => plugin)).toEqual(['maker', 'tester']);
      expect(of.orchestration.cut).toEqual([{ from: 'tester', to: 'maker', artifact: 'report' }]);
      expect(stagesText(of)).toContain('maker runs before tester has produced report');
    }
  });

  test('names each missed input once, in however many formats it could come', () => {
    const maker = release('maker', { produces: ['model:a', 'model:b'] });
    const user = release('user', { consumes: ['model:a?', 'model:b?'] });
    const missed = [{ from: 'maker', to: 'user', artifact: 'model' }];
    expect(plan([maker, user], 'parallel').orchestration).toMatchObject({ notWaitedFor: missed });
    const inOrder = plan([maker, user], 'auto');
    expect(inOrder.orchestration).toMatchObject({
      notWaitedFor: [],
      shorter: { id: 'parallel', stages: 1, without: missed },
    });
    expect(stagesText(inOrder)).toContain(
      '`--orchestration parallel` takes 1 stage instead of 2; then user starts without the model of maker',
    );
    expect(plan([maker, user], 'parallel').orchestration.shorter).toBeUndefined();
  });

  test('says that nothing is known of how an event travels', () => {
    const from = release('from', { integration: { publishes: ['done'] } });
    const to = release('to', { integration: { subscribes: ['done'] } });
    expect(stagesText(plan([from, to], 'event-driven'))).toContain('no channel is stated for done');
    expect(stagesText(plan([from], 'auto'))).not.toContain('channel');
  });
});
