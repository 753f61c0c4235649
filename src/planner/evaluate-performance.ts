import { amountText } from '../model/quantity.ts';
import { count, listed } from '../model/text.ts';
import { statesInterface } from '../model/wiring.ts';
import { type Evaluation, type EvaluationInput, onePlugin, several, unknownFor } from './evaluation.ts';
import { available, peak } from './resources.ts';
import { withRole } from './roles.ts';

export function profiling({ team, stages }: EvaluationInput): Evaluation {
  const by = withRole(team, ['monitoring', 'performance-tracking', 'profiling']);
  if (by.length > 0) return ['done', `${several(by)} can measure where the time goes`];
  const makesProfile = team.releases.filter(({ integration }) =>
    integration.produces.some(({ artifact }) => artifact.includes('profile')),
  );
  if (makesProfile.length > 0)
    return ['done', `${several(makesProfile.map(({ name }) => name))} can profile`];
  if (stages.length < 2)
    return unknownFor(team, 'what it waits for') ?? ['not-applicable', 'there is only one stage'];
  const states = team.releases.every(statesInterface) ? 'measures' : 'states that it measures';
  return ['missing', `${count(stages.length, 'stage')}, but no plugin ${states} them: time each one once`];
}

export function parallelism({ team, stages, derived }: EvaluationInput): Evaluation {
  if (team.names.length < 2) return onePlugin;
  const unknown = unknownFor(team, 'what it waits for');
  if (unknown !== undefined) return unknown;
  const wide = stages.flatMap(({ members, inTurn }, index) =>
    members.length > 1 && !inTurn ? [`stage ${index + 1}: ${several(members)}`] : [],
  );
  if (wide.length > 0) return ['done', `in parallel in ${several(wide)}`];
  const possible = derived.find(({ members, inTurn }) => members.length > 1 && !inTurn);
  if (possible === undefined)
    return ['not-applicable', 'in the order of their data, each takes something from the one before it'];
  return [
    'missing',
    `${several(possible.members)} need nothing from each other and could run in parallel (\`--orchestration parallel\`)`,
  ];
}

export function resources({ team, stages, bounded, environment }: EvaluationInput): Evaluation {
  const needs = (['cpu', 'memory', 'gpu'] as const).flatMap((kind) => {
    const demand = peak(team, bounded, kind);
    return demand === undefined || demand.amount === 0
      ? []
      : [{ kind, demand, has: available(environment, kind) }];
  });
  if (needs.length === 0) return ['unknown', 'no plugin states what it needs'];
  const over = needs.find(({ demand, has }) => has !== undefined && demand.amount > has);
  if (over !== undefined) {
    const { kind, demand, has = 0 } = over;
    return [
      'missing',
      `${several(demand.shares.map(({ plugin }) => plugin))} ${demand.shares.length === 1 ? 'needs' : 'need'} ${amountText(kind, demand.amount)}, but the environment has ${amountText(kind, has)}`,
    ];
  }
  const stated = several(
    needs.map(
      ({ kind, demand }) => `${amountText(kind, demand.amount)}${kind === 'memory' ? ' of memory' : ''}`,
    ),
  );
  const unknown = needs.filter(({ has }) => has === undefined);
  if (unknown.length > 0)
    return [
      'missing',
      `the peak is ${stated}; set the available ${listed(unknown.map(({ kind }) => kind))} under \`environment\` in \`mkt.yaml\``,
    ];
  const more = bounded.length - stages.length;
  const rounds = more === 0 ? '' : `, with ${count(more, 'more round')} than stages`;
  return ['done', `the peak of ${stated} fits in the environment${rounds}`];
}

export function caching({ team }: EvaluationInput): Evaluation {
  const readers = new Map<string, Set<string>>();
  for (const { from, to, artifact } of team.wiring.links) {
    const key = `${artifact} from ${from}`;
    readers.set(key, (readers.get(key) ?? new Set()).add(to));
  }
  const shared = [...readers].filter(([, names]) => names.size > 1).sort(([, a], [, b]) => b.size - a.size);
  const [most] = shared;
  if (most === undefined)
    return (
      unknownFor(team, 'what it reads') ?? ['not-applicable', 'no artifact is read by more than one plugin']
    );
  const more = shared.length > 1 ? `, and ${count(shared.length - 1, 'more artifact')} by more than one` : '';
  return [
    'missing',
    `${most[0]} is read by ${count(most[1].size, 'plugin')}${more}: create it once, and keep it where all of them find it`,
  ];
}
