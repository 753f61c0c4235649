import type { Pattern, Vocabulary } from '../model/knowledge.ts';
import { type PlanStage, type PlanStep, unstated } from '../model/plan.ts';
import type { Port, Release } from '../model/plugin.ts';
import { count, listed } from '../model/text.ts';
import { statesInterface } from '../model/wiring.ts';
import { invocationOf, invocations } from './invocations.ts';
import type { Stage } from './stages.ts';
import type { Team } from './team.ts';

/** Returns the stages as they are shown: a name, and what each plugin does there with which commands. */
export function planStages(
  team: Team,
  stages: readonly Stage[],
  vocabulary: Vocabulary,
  pattern?: Pattern,
): PlanStage[] {
  const done = new Set<string>();
  return stages.map(({ members, inTurn }) => {
    const steps = members.map((plugin) => {
      const release = team.release(plugin);
      const begin = pattern?.plugins.find(({ name }) => name === plugin)?.begin;
      const own = begin === undefined ? undefined : invocationOf(release, begin);
      const step = {
        ...stepOf(team, plugin, done, vocabulary, roleOf(release, pattern)),
        ...(own !== undefined && { begin: own }),
      };
      if (inTurn) done.add(plugin);
      return step;
    });
    for (const plugin of members) done.add(plugin);
    return { name: stageName(team, members, pattern), parallel: members.length > 1 && !inTurn, steps };
  });
}

/** Returns the role in the pattern, else the plugin's first one; empty if it has none. */
export function roleOf({ name, integration }: Release, pattern?: Pattern): string {
  return pattern?.plugins.find((plugin) => plugin.name === name)?.role ?? integration.roles[0] ?? '';
}

function stageName(team: Team, members: readonly string[], pattern?: Pattern): string {
  const roles = [
    ...new Set(members.map((name) => roleOf(team.release(name), pattern)).filter((role) => role !== '')),
  ];
  if (roles.length === 0) return members.length <= 2 ? listed(members) : count(members.length, 'plugin');
  return roles.length <= 4 ? listed(roles) : `${roles.slice(0, 3).join(', ')} and ${roles.length - 3} more`;
}

/** @param done plugins that have run before; output of the others can only be used later. */
function stepOf(
  team: Team,
  plugin: string,
  done: ReadonlySet<string>,
  vocabulary: Vocabulary,
  role: string,
): PlanStep {
  const { links, events, open } = team.wiring;
  const does = Object.hasOwn(vocabulary.roles, role)
    ? vocabulary.roles[role]
    : role === ''
      ? undefined
      : `has the role ${role}`;
  const inputs = links.filter(({ to }) => to === plugin);
  const required = open.filter((input) => input.plugin === plugin && input.port.optional !== true);
  const parts = [
    does,
    clause(
      'takes',
      inputs.filter(({ from }) => done.has(from)),
      'from',
    ),
    clause(
      'takes, when available,',
      inputs.filter(({ from }) => !done.has(from)),
      'from',
    ),
    required.length === 0
      ? undefined
      : `needs ${several(required.map(({ port }) => portOf(port)))} from outside`,
    clause(
      'hands',
      links.filter(({ from }) => from === plugin),
      'to',
    ),
    eventClause(
      'publishes',
      events.filter(({ from }) => from === plugin),
    ),
    eventClause(
      'waits for',
      events.filter(({ to }) => to === plugin),
    ),
    tieClause(
      'calls',
      team.calls.flatMap((call) => (call.from === plugin ? [call.component] : [])),
    ),
    tieClause(
      'depends on',
      team.dependencies.flatMap(({ from, to }) => (to === plugin ? [from] : [])),
    ),
  ].filter((part) => part !== undefined);
  const nothing = statesInterface(team.release(plugin))
    ? 'works by itself: no known data or event passes to or from it'
    : unstated;
  const action = parts.length === 0 ? nothing : parts.join('; ');
  return { plugin, action, commands: invocations(team.release(plugin), role) };
}

/** Writes `takes dataset (parquet) from a or b`: each artifact with its formats and the plugins at the other end. */
function clause(
  verb: string,
  links: readonly { from: string; to: string; artifact: string; format: string }[],
  side: 'from' | 'to',
): string | undefined {
  const flows = new Map<string, { formats: Set<string>; ends: Set<string> }>();
  for (const link of links) {
    const flow = flows.get(link.artifact) ?? { formats: new Set(), ends: new Set() };
    flow.formats.add(link.format);
    flow.ends.add(link[side]);
    flows.set(link.artifact, flow);
  }
  const word = side === 'from' ? 'or' : 'and';
  const byEnds = new Map<string, string[]>();
  for (const [artifact, { formats, ends }] of flows) {
    const others = ends.size <= 3 ? listed([...ends], word) : count(ends.size, 'plugin');
    const what = `${artifact} (${several([...formats], 'or')})`;
    byEnds.set(others, [...(byEnds.get(others) ?? []), what]);
  }
  if (byEnds.size === 0) return undefined;
  return `${verb} ${[...byEnds].map(([others, what]) => `${several(what)} ${side} ${others}`).join(', ')}`;
}

const tieClause = (verb: string, names: readonly string[]): string | undefined =>
  names.length === 0 ? undefined : `${verb} ${several([...new Set(names)])}`;

function eventClause(verb: string, links: readonly { event: string }[]): string | undefined {
  return links.length === 0 ? undefined : `${verb} ${several([...new Set(links.map(({ event }) => event))])}`;
}

/** Lists words for a sentence; the fourth and later ones become a count if there are more than four. */
function several(words: readonly string[], last: 'and' | 'or' = 'and'): string {
  return words.length <= 4
    ? listed(words, last)
    : `${words.slice(0, 3).join(', ')} ${last} ${words.length - 3} more`;
}

const portOf = ({ artifact, format }: Port): string => `${artifact} (${format})`;
