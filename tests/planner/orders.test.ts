/** Stages and steps of any set of plugins: checked against their definitions, over random sets. */

import { describe, expect, test } from 'vitest';
import { emptyKnowledge, type OrchestrationId, type Pattern } from '../../src/model/knowledge.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Release } from '../../src/model/plugin.ts';
import { makePlan } from '../../src/planner/index.ts';
import fc from '../support/fast-check.ts';
import { release } from '../support/releases.ts';

const kinds = ['auto', 'pipeline', 'parallel', 'event-driven'] as const;

function plan(
  releases: Release[],
  orchestration: OrchestrationId | 'auto' = 'auto',
  pattern?: Pattern,
): Plan {
  return makePlan({
    releases,
    chosen: [],
    requested: releases.map(({ name }) => name),
    ...(pattern && { pattern }),
    knowledge: emptyKnowledge,
    findings: [],
    environment: { runtimes: {} },
    orchestration,
  });
}

const stagesOf = ({ stages }: Plan) => stages.map(({ steps }) => steps.map(({ plugin }) => plugin));
const addedBy = ({ rollout }: Plan) => rollout.map(({ add }) => add);

/** Up to 12 plugins that take and give a few artifacts and events, and depend on one another: cycles included. */
const team = fc
  .array(
    fc.record({
      produces: fc.subarray(['a:x', 'b:x', 'c:x', 'd:x']),
      consumes: fc.subarray(['a:x', 'b:x', 'c:x?', 'd:x?', 'e:x']),
      publishes: fc.subarray(['one', 'two']),
      subscribes: fc.subarray(['one', 'two']),
      dependsOn: fc.subarray([0, 1, 2, 3, 4, 5], { maxLength: 2 }),
      roles: fc.subarray(['development', 'testing', 'monitoring']),
    }),
    { maxLength: 12 },
  )
  .map((sketches) =>
    sketches.map(({ produces, consumes, publishes, subscribes, dependsOn, roles }, index) => ({
      ...release(`p${index}`, { produces, consumes, roles, integration: { publishes, subscribes } }),
      dependencies: dependsOn.map((other) => ({ name: `p${other}`, range: '*' })),
    })),
  );

/** Whether `to` is reached from `from` over the edges: the oracle for cycles. */
function reaches(from: string, to: string, edges: readonly { from: string; to: string }[]): boolean {
  const seen = new Set([from]);
  for (const node of seen) for (const edge of edges) if (edge.from === node) seen.add(edge.to);
  return seen.has(to);
}

describe('stages', () => {
  test.each(kinds)(
    '%s: every plugin once, and no required input after its reader outside a cycle',
    (kind) => {
      fc.assert(
        fc.property(team, (releases) => {
          const made = plan(releases, kind);
          const stages = stagesOf(made);
          expect(stages.flat().sort()).toEqual(releases.map(({ name }) => name).sort());
          const required = made.dataFlow.filter(({ optional }) => !optional);
          const place = (name: string) => stages.findIndex((stage) => stage.includes(name));
          for (const { from, to } of required) {
            if (reaches(to, from, required)) {
              expect(place(from)).toBe(place(to));
              expect(made.stages[place(from)]?.parallel).toBe(false);
            } else expect(place(from)).toBeLessThan(place(to));
          }
          for (const { plugin, stage } of made.plugins.map(({ name, stage }) => ({ plugin: name, stage }))) {
            expect(place(plugin)).toBe(stage - 1);
          }
        }),
      );
    },
  );

  test('optional inputs come first where possible, and feedback is ignored', () => {
    const made = plan([
      release('tests', { consumes: ['code:py?'], produces: ['report:xml'], roles: ['testing'] }),
      release('dev', { produces: ['code:py'], consumes: ['report:xml?'], roles: ['development'] }),
    ]);
    expect(stagesOf(made)).toEqual([['dev'], ['tests']]);
    expect(made.stages[0]?.steps[0]?.action).toContain('takes, when available, report (xml) from tests');
  });

  test('plugins without any integration data run in parallel', () => {
    const made = plan([release('a'), release('b'), release('c')]);
    expect(made.stages.map(({ name, parallel }) => ({ name, parallel }))).toEqual([
      { name: '3 plugins', parallel: true },
    ]);
    expect(made.orchestration.id).toBe('parallel');
  });

  test('the longest chain, the width, and what a mode starts without', () => {
    const chain = [
      release('a', { produces: ['x:f'] }),
      release('b', { consumes: ['x:f'], produces: ['y:f'] }),
      release('c', { consumes: ['y:f?'] }),
      release('d', { consumes: ['x:f'] }),
    ];
    expect(plan(chain).orchestration).toMatchObject({
      longestChain: ['a', 'b', 'c'],
      width: 2,
      notWaitedFor: [],
    });
    expect(plan(chain, 'parallel').orchestration).toMatchObject({
      longestChain: ['a', 'b'],
      width: 2,
      notWaitedFor: [{ from: 'b', to: 'c', artifact: 'y' }],
    });
    expect(plan([release('a'), release('b')]).orchestration).toMatchObject({ longestChain: [], width: 2 });
  });

  test('no order has fewer stages than the longest chain has plugins', () => {
    fc.assert(
      fc.property(team, fc.constantFrom(...kinds), (releases, kind) => {
        const made = plan(releases, kind);
        const { longestChain } = made.orchestration;
        expect(longestChain.length).toBeLessThanOrEqual(Math.max(1, made.stages.length));
        const place = new Map(made.plugins.map(({ name, stage }) => [name, stage]));
        const stages = longestChain.map((name) => place.get(name) ?? 0);
        expect(stages).toEqual([...new Set(stages)].sort((a, b) => a - b));
      }),
    );
  });

  test('a required cycle is one stage, in turn', () => {
    const made = plan([
      release('a', { produces: ['x:f'], consumes: ['y:f'] }),
      release('b', { produces: ['y:f'], consumes: ['x:f'] }),
      release('c', { consumes: ['y:f'] }),
    ]);
    expect(stagesOf(made)).toEqual([['a', 'b'], ['c']]);
    expect(made.stages.map(({ parallel }) => parallel)).toEqual([false, false]);
  });

  test('requested kinds say where required inputs limit them', () => {
    const chain = [release('a', { produces: ['x:f'] }), release('b', { consumes: ['x:f'] }), release('c')];
    const parallel = plan(chain, 'parallel');
    expect(stagesOf(parallel)).toEqual([['a', 'c'], ['b']]);
    expect(parallel.orchestration.reason).toBe(
      'requested, as far as possible: 1 plugin needs the output of others, and cannot start at the same time',
    );
    expect(stagesOf(plan(chain, 'pipeline'))).toEqual([['a'], ['c'], ['b']]);
    expect(plan(chain, 'event-driven').orchestration.reason).toMatch(/no plugin here subscribes to an event/);
  });

  test('events order an event-driven plan', () => {
    const made = plan([
      release('listener', { integration: { subscribes: ['done'] } }),
      release('speaker', { integration: { publishes: ['done'] } }),
    ]);
    expect(made.orchestration.id).toBe('event-driven');
    expect(stagesOf(made)).toEqual([['speaker'], ['listener']]);
    expect(made.stages[0]?.steps[0]?.action).toBe('publishes done');
  });

  test('a pattern keeps its stages; others go where their data puts them', () => {
    const pattern = patternOf([
      ['late', 2],
      ['early', 1],
    ]);
    const made = plan(
      [release('before', { produces: ['x:f'] }), release('late'), release('early', { consumes: ['x:f'] })],
      'pipeline',
      pattern,
    );
    expect(stagesOf(made)).toEqual([['before'], ['early'], ['late']]);
    expect(made.pattern).toBe('p');
  });

  test('a pattern that contradicts a required input is kept, and the reason says so', () => {
    const releases = [release('a', { consumes: ['x:f'] }), release('b', { produces: ['x:f'] })];
    const made = plan(
      releases,
      'pipeline',
      patternOf([
        ['a', 1],
        ['b', 2],
      ]),
    );
    expect(stagesOf(made)).toEqual([['a'], ['b']]);
    expect(made.orchestration.reason).toContain('the pattern puts `a` before `b`, whose output it needs');
  });

  test('two plugins with the same name from two marketplaces stay separate', () => {
    const made = plan([release('tool', { marketplace: 'lab' }), release('tool', { marketplace: 'shop' })]);
    expect(stagesOf(made)).toEqual([['tool@lab', 'tool@shop']]);
    expect(made.install.filter((line) => !line.startsWith('#'))).toEqual([
      'claude plugin install tool@lab',
      'claude plugin install tool@shop',
    ]);
  });
});

describe('steps', () => {
  test('every plugin once, dependencies first, and linked to an installed one whenever possible', () => {
    fc.assert(
      fc.property(team, (releases) => {
        const made = plan(releases);
        const steps = addedBy(made);
        expect(steps.flat().sort()).toEqual(releases.map(({ name }) => name).sort());
        const needs = releases.flatMap(({ name, dependencies }) =>
          dependencies.flatMap((dependency) =>
            releases.some((other) => other.name === dependency.name) && dependency.name !== name
              ? [{ from: dependency.name, to: name }]
              : [],
          ),
        );
        const order = steps.flat();
        for (const { from, to } of needs) {
          if (!reaches(to, from, needs)) expect(order.indexOf(from)).toBeLessThan(order.indexOf(to));
        }
        const ties = [...made.dataFlow, ...made.events, ...needs];
        const tied = (name: string, others: readonly string[]) =>
          ties.some(
            ({ from, to }) =>
              (from === name && others.includes(to)) || (to === name && others.includes(from)),
          );
        for (const [index, add] of steps.entries()) {
          if (index === 0) continue;
          const inside = steps.slice(0, index).flat();
          const free = releases
            .map(({ name }) => name)
            .filter((name) => !inside.includes(name))
            .filter((name) => needs.every(({ from, to }) => to !== name || inside.includes(from)));
          const possible = free.some((name) => tied(name, inside));
          if (possible) expect(add.some((name) => tied(name, inside))).toBe(true);
        }
      }),
    );
  });

  test('the first step is a pair that exchanges data', () => {
    const made = plan([
      release('alone'),
      release('reader', { consumes: ['x:f'] }),
      release('writer', { produces: ['x:f'] }),
    ]);
    expect(addedBy(made)).toEqual([['writer', 'reader'], ['alone']]);
    expect(made.rollout[0]?.verify).toContain('integration test 1 passes');
  });

  test('what the client installs automatically has no command, and comes with the first plugin that needs it', () => {
    fc.assert(
      fc.property(team, fc.subarray([0, 1, 2, 3, 4, 5]), (releases, low) => {
        const needed = new Set(
          releases.flatMap(({ name, dependencies }) =>
            dependencies.flatMap((dependency) => (dependency.name === name ? [] : [dependency.name])),
          ),
        );
        const brought = low.map((at) => `p${at}`).filter((name) => needed.has(name));
        const asked = releases.map(({ name }) => name).filter((name) => !brought.includes(name));
        // A cycle of only automatically installed plugins would be needed by no other.
        const reached = new Set(asked);
        for (const name of reached)
          for (const dependency of releases.find((each) => each.name === name)?.dependencies ?? [])
            reached.add(dependency.name);
        fc.pre(brought.every((name) => reached.has(name)));
        const made = makePlan({
          releases,
          chosen: releases.map(({ name, marketplace, version }) => ({
            name,
            marketplace,
            version,
            requested: asked.includes(name),
            requiredBy: [],
          })),
          requested: asked,
          knowledge: emptyKnowledge,
          findings: [],
          environment: { runtimes: {} },
          orchestration: 'auto',
        });
        expect(addedBy(made).flat().sort()).toEqual(releases.map(({ name }) => name).sort());
        const installed = made.install.filter((line) => line.startsWith('claude plugin install'));
        expect(installed.map((line) => line.split(' ').at(-1)).sort()).toEqual(
          asked.map((name) => `${name}@lab`).sort(),
        );
        for (const { add } of made.rollout) expect(add.some((name) => asked.includes(name))).toBe(true);
      }),
    );
  });

  test('an order that the client needs takes precedence over the careful one', () => {
    const releases = [release('x'), release('y'), release('z', { produces: ['a:x'] })];
    const made = (installOrder: string[]) =>
      addedBy(
        makePlan({
          releases,
          chosen: [],
          requested: ['x', 'y', 'z'],
          knowledge: emptyKnowledge,
          findings: [],
          environment: { runtimes: {} },
          orchestration: 'auto',
          installOrder,
        }),
      );
    expect(made(['z', 'y', 'x']), 'nothing is to be tried in between').toEqual([['z', 'y', 'x']]);
    expect(made(['z', 'y']), 'not an order of all').toEqual(addedBy(plan(releases)));
  });

  test('one plugin, and none', () => {
    expect(addedBy(plan([release('a')]))).toEqual([['a']]);
    expect(plan([]).rollout).toEqual([]);
  });

  test('names of properties that every object has are ordinary names', () => {
    const made = plan([
      release('__proto__', { produces: ['constructor:toString'] }),
      release('constructor', { consumes: ['constructor:toString'], roles: ['valueOf'] }),
    ]);
    expect(stagesOf(made)).toEqual([['__proto__'], ['constructor']]);
    expect(made.tests[0]?.expect).toContain('rejects one that is empty or truncated');
  });

  test('sixty plugins that all exchange data', () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      release(`p${index}`, { produces: [`x${index % 7}:f`], consumes: [`x${(index + 3) % 7}:f?`, 'x0:f?'] }),
    );
    const made = plan(many);
    expect(stagesOf(made).flat()).toHaveLength(60);
    expect(made.rollout).toHaveLength(59);
  });
});

function patternOf(plugins: readonly (readonly [string, number])[]): Pattern {
  return {
    id: 'p',
    title: 'P',
    category: 'c',
    origin: 'o',
    useCase: 'u',
    benefits: [],
    plugins: plugins.map(([name, stage]) => ({ name, version: '*', role: 'r', stage })),
    orchestration: 'pipeline',
    prerequisites: { runtimes: {}, tools: [], env: [] },
    steps: [],
    outcomes: [],
    example: { language: 'sh', code: 'true' },
  };
}
