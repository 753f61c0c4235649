import type { Finding } from '../model/finding.ts';
import type { Environment } from '../model/project.ts';
import { count, listed } from '../model/text.ts';
import { amountText } from './quantity.ts';
import { available, peak } from './resources.ts';
import { testers, withRole } from './roles.ts';
import type { Stage } from './stages.ts';
import type { Team } from './team.ts';

/** What a practice is judged by. */
export interface Subject {
  readonly team: Team;
  readonly stages: readonly Stage[];
  /** Stages that the data alone would give: the measure of what could run side by side. */
  readonly derived: readonly Stage[];
  readonly findings: readonly Finding[];
  readonly environment: Environment;
  readonly rulesRun: readonly string[] | undefined;
}

export type Evaluated = readonly [status: 'done' | 'missing' | 'not-applicable', evidence: string];

const onePlugin: Evaluated = ['not-applicable', 'one plugin: there is nothing to integrate'];

/** Practice id to its evaluation. The texts say by what it is done, what is missing, or why it does not apply. */
export const evaluations: ReadonlyMap<string, (subject: Subject) => Evaluated> = new Map([
  ['identify-dependencies', dependencies],
  ['map-data-flow', dataFlow],
  ['version-compatibility', versions],
  ['test-integration', testing],
  ['modular-architecture', modularity],
  ['clear-interfaces', interfaces],
  ['error-handling', errorHandling],
  ['documentation', documentation],
  ['profile-bottlenecks', profiling],
  ['parallel-execution', parallelism],
  ['resource-management', resources],
  ['caching', caching],
]);

function dependencies({ team }: Subject): Evaluated {
  if (team.names.length < 2) return onePlugin;
  const { links, events } = team.wiring;
  const tied = new Set([...links, ...events, ...team.dependencies].flatMap(({ from, to }) => [from, to]));
  const loose = team.names.filter((name) => !tied.has(name));
  if (loose.length > 0)
    return [
      'missing',
      `nothing that is known ties ${several(loose)} to the others: say what each is for, or drop it`,
    ];
  const ties = [
    ...(links.length > 0 ? [count(links.length, 'data link')] : []),
    ...(events.length > 0 ? [count(events.length, 'event link')] : []),
    ...(team.dependencies.length > 0
      ? [count(team.dependencies.length, 'declared dependency', 'declared dependencies')]
      : []),
  ];
  return ['done', `${listed(ties)} tie all ${team.names.length} plugins`];
}

function dataFlow({ team }: Subject): Evaluated {
  if (team.names.length < 2) return onePlugin;
  const { links } = team.wiring;
  const open = requiredOpen(team);
  if (open.length > 0)
    return [
      'missing',
      `${several(open)} ${open.length === 1 ? 'comes' : 'come'} from no plugin here: say where from`,
    ];
  if (links.length === 0)
    return ['missing', 'no artifact is known to pass between these plugins: write down what does'];
  const artifacts = new Set(links.map(({ artifact }) => artifact)).size;
  return ['done', `${count(artifacts, 'artifact')} over ${count(links.length, 'link')}, see the data flow`];
}

function versions({ team, findings }: Subject): Evaluated {
  const clash = first(findings, ['MKT102', 'MKT103', 'MKT201', 'MKT202', 'MKT203']);
  if (clash !== undefined) return ['missing', clash];
  const chosen = team.releases.map(({ name, version }) => `${name} ${version}`);
  const demanding = team.releases.filter(
    ({ integration }) => Object.keys(integration.requires.runtimes).length > 0,
  ).length;
  return ['done', `resolved: ${several(chosen)}${demanding > 1 ? '; their runtimes agree' : ''}`];
}

function testing({ team }: Subject): Evaluated {
  const by = testers(team);
  const links = team.wiring.links.length + team.wiring.events.length;
  if (links === 0) return ['not-applicable', 'nothing is known to pass between the plugins'];
  if (by.length > 0) return ['done', `${several(by)} can run the ${count(links, 'test')} of this plan`];
  return [
    'missing',
    `${count(links, 'link')} and no plugin with the role testing: write the tests of this plan yourself, or add one`,
  ];
}

function modularity({ team, findings, rulesRun }: Subject): Evaluated {
  const rules = ['MKT301', 'MKT302', 'MKT303', 'MKT304', 'MKT305', 'MKT306', 'MKT307', 'MKT308'];
  const clashes = findings.filter(({ rule, severity }) => rules.includes(rule) && severity !== 'note');
  if (clashes.length > 0) return ['missing', firstOf(clashes)];
  if (team.names.length < 2) return onePlugin;
  if (rulesRun !== undefined && !rulesRun.includes('MKT301'))
    return ['missing', 'the rules on component names did not run'];
  return ['done', `no two of the ${team.names.length} plugins ship a component of one name`];
}

function interfaces({ team }: Subject): Evaluated {
  if (team.names.length < 2) return onePlugin;
  const mismatch = team.wiring.open.find(({ port, offered }) => port.optional !== true && offered.length > 0);
  if (mismatch !== undefined) {
    const { plugin, port, offered } = mismatch;
    const formats = listed([...new Set(offered.map(({ format }) => format))], 'or');
    return [
      'missing',
      `${plugin} reads ${port.artifact} as ${port.format}, ${offered[0]?.plugin} writes ${formats}`,
    ];
  }
  const open = requiredOpen(team);
  if (open.length > 0) return ['missing', `no plugin here makes ${several(open)}`];
  const silent = team.releases.filter(
    ({ integration }) => integration.produces.length + integration.consumes.length === 0,
  );
  if (silent.length === team.releases.length)
    return ['missing', 'no plugin states what it takes and what it gives'];
  if (silent.length > 0)
    return [
      'missing',
      `${several(silent.map(({ name }) => name))} ${silent.length === 1 ? 'states' : 'state'} neither inputs nor outputs`,
    ];
  return [
    'done',
    `every required input is met in a format that both sides know (${count(team.wiring.links.length, 'link')})`,
  ];
}

/** Words by which an event tells of something that went wrong. */
const trouble = /fail|error|alert|crash|incident|abort/i;

function errorHandling({ team }: Subject): Evaluated {
  const heard = team.wiring.events.filter(({ event }) => trouble.test(event));
  if (heard.length > 0)
    return [
      'done',
      several([...new Set(heard.map(({ to, event, from }) => `${to} reacts to ${event} of ${from}`))]),
    ];
  const by = withRole(team, ['debugging', 'monitoring', 'performance-tracking']);
  if (by.length > 0) return ['done', `${several(by)} ${by.length === 1 ? 'looks' : 'look'} into failures`];
  if (team.names.length < 2) return onePlugin;
  return ['missing', 'no plugin hears of a failure in another one: decide what happens when a stage fails'];
}

function documentation({ team, findings }: Subject): Evaluated {
  const by = withRole(team, ['documentation']);
  if (by.length > 0)
    return ['done', `${several(by)} can document ${count(pointsOf(team), 'integration point')}`];
  const undocumented = first(findings, ['MKT804']);
  if (undocumented !== undefined) return ['missing', undocumented];
  if (pointsOf(team) === 0) return ['not-applicable', 'there is no known integration point to document'];
  return [
    'missing',
    `${count(pointsOf(team), 'integration point')} and no plugin with the role documentation: keep this plan beside the code`,
  ];
}

function profiling({ team, stages }: Subject): Evaluated {
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

function parallelism({ team, stages, derived }: Subject): Evaluated {
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

function resources({ team, stages, environment }: Subject): Evaluated {
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

function caching({ team }: Subject): Evaluated {
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

const pointsOf = ({ wiring }: Team): number => wiring.links.length + wiring.events.length;

function requiredOpen({ wiring }: Team): string[] {
  return wiring.open
    .filter(({ port }) => port.optional !== true)
    .map(({ plugin, port }) => `${port.artifact} (${port.format}) for ${plugin}`);
}

function first(findings: readonly Finding[], rules: readonly string[]): string | undefined {
  const found = findings.filter(({ rule }) => rules.includes(rule));
  return found.length === 0 ? undefined : firstOf(found);
}

function firstOf(findings: readonly Finding[]): string {
  const more = findings.length > 1 ? `, and ${count(findings.length - 1, 'more finding')}` : '';
  return `${findings[0]?.message.split('\n')[0]} (${findings[0]?.rule}${more})`;
}

/** A list for one line: beyond four, a count. */
function several(words: readonly string[]): string {
  return words.length <= 4 ? listed(words) : `${words.slice(0, 3).join(', ')} and ${words.length - 3} more`;
}
