import { amountText } from '../model/quantity.ts';
import { count, listed } from '../model/text.ts';
import { available, peak } from './resources.ts';
import { withRole } from './roles.ts';
import { type Evaluated, onePlugin, type Subject, several } from './subject.ts';

export function profiling({ team, stages }: Subject): Evaluated {
  const by = withRole(team, ['monitoring', 'performance-tracking', 'profiling']);
  if (by.length > 0) return ['done', `${several(by)} can measure where time goes`];
  const makesProfile = team.releases.filter(({ integration }) =>
    integration.produces.some(({ artifact }) => artifact.includes('profile')),
  );
  if (makesProfile.length > 0)
    return ['done', `${several(makesProfile.map(({ name }) => name))} can profile`];
  if (stages.length < 2) return ['not-applicable', 'there is one stage only'];
  return ['missing', `${count(stages.length, 'stage')} and nothing that measures them: time each one once`];
}

export function parallelism({ team, stages, derived }: Subject): Evaluated {
  if (team.names.length < 2) return onePlugin;
  const wide = stages.flatMap(({ members, inTurn }, index) =>
    members.length > 1 && !inTurn ? [`stage ${index + 1}: ${several(members)}`] : [],
  );
  if (wide.length > 0) return ['done', `side by side in ${several(wide)}`];
  const possible = derived.find(({ members, inTurn }) => members.length > 1 && !inTurn);
  if (possible === undefined) return ['not-applicable', 'each stage needs the one before it'];
  return [
    'missing',
    `${several(possible.members)} take nothing from each other and could run side by side (\`--orchestration parallel\`)`,
  ];
}

export function resources({ team, stages, environment }: Subject): Evaluated {
  const needs = (['cpu', 'memory', 'gpu'] as const).flatMap((kind) => {
    const demand = peak(team, stages, kind);
    return demand === undefined || demand.amount === 0
      ? []
      : [{ kind, demand, has: available(environment, kind) }];
  });
  if (needs.length === 0) return ['not-applicable', 'no plugin states what it needs'];
  const over = needs.find(({ demand, has }) => has !== undefined && demand.amount > has);
  if (over !== undefined) {
    const { kind, demand, has = 0 } = over;
    return [
      'missing',
      `stage ${demand.stage} needs ${amountText(kind, demand.amount)}, the environment has ${amountText(kind, has)}`,
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
      `the peak is ${stated}; state under \`environment\` in \`mkt.yaml\` what there is of ${listed(unknown.map(({ kind }) => kind))}`,
    ];
  return ['done', `the peak of ${stated} fits the environment`];
}

export function caching({ team }: Subject): Evaluated {
  const readers = new Map<string, Set<string>>();
  for (const { from, to, artifact } of team.wiring.links) {
    const key = `${artifact} of ${from}`;
    readers.set(key, (readers.get(key) ?? new Set()).add(to));
  }
  const shared = [...readers].filter(([, names]) => names.size > 1).sort(([, a], [, b]) => b.size - a.size);
  const [most] = shared;
  if (most === undefined) return ['not-applicable', 'no artifact is read by more than one plugin'];
  const more = shared.length > 1 ? `, and ${count(shared.length - 1, 'more artifact')} by several` : '';
  return [
    'missing',
    `${most[0]} is read by ${count(most[1].size, 'plugin')}${more}: make it once and keep it`,
  ];
}
