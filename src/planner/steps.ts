import type { Pattern, Vocabulary } from '../model/knowledge.ts';
import type { PlanStage, PlanStep } from '../model/plan.ts';
import { componentName, type Port, type Release } from '../model/plugin.ts';
import { count, listed } from '../model/text.ts';
import type { Stage } from './stages.ts';
import type { Team } from './team.ts';

/** The stages as they are shown: a name, who works in them, what each one does there and with which commands. */
export function planStages(
  team: Team,
  stages: readonly Stage[],
  vocabulary: Vocabulary,
  pattern?: Pattern,
): PlanStage[] {
  return stages.map(({ members, inTurn }) => ({
    name: stageName(team, members, pattern),
    parallel: members.length > 1 && !inTurn,
    steps: members.map((plugin) => stepOf(team, plugin, vocabulary, roleOf(team.release(plugin), pattern))),
  }));
}

/** The role in the pattern, else the plugin's first one; empty if nobody said. */
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

function stepOf(team: Team, plugin: string, vocabulary: Vocabulary, role: string): PlanStep {
  const { links, events, open } = team.wiring;
  const does = Object.hasOwn(vocabulary.roles, role)
    ? vocabulary.roles[role]
    : role === ''
      ? undefined
      : `does ${role}`;
  const required = open.filter((input) => input.plugin === plugin && input.port.optional !== true);
  const parts = [
    does,
    clause(
      'takes',
      links.filter(({ to }) => to === plugin),
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
  ].filter((part) => part !== undefined);
  const action =
    parts.length === 0 ? 'works by itself: nothing that is known flows to or from it' : parts.join('; ');
  return { plugin, action, commands: invocations(team.release(plugin), role) };
}

/** `takes dataset (parquet) from a or b, and …`: one artifact with all who are on its other end. */
function clause(
  verb: string,
  links: readonly { from: string; to: string; artifact: string; format: string }[],
  side: 'from' | 'to',
): string | undefined {
  const ends = new Map<string, string[]>();
  for (const link of links) {
    const what = portOf(link);
    ends.set(what, [...(ends.get(what) ?? []), link[side]]);
  }
  if (ends.size === 0) return undefined;
  const word = side === 'from' ? 'or' : 'and';
  return `${verb} ${several([...ends].map(([what, names]) => `${what} ${side} ${several(names, word)}`))}`;
}

function eventClause(verb: string, links: readonly { event: string }[]): string | undefined {
  return links.length === 0 ? undefined : `${verb} ${several([...new Set(links.map(({ event }) => event))])}`;
}

/** A list for a sentence: beyond four, a count. */
function several(words: readonly string[], last: 'and' | 'or' = 'and'): string {
  return words.length <= 4
    ? listed(words, last)
    : `${words.slice(0, 3).join(', ')} ${last} ${words.length - 3} more`;
}

const portOf = ({ artifact, format }: Port): string => `${artifact} (${format})`;

/**
 * How the plugin is called in the client, at most three: those whose names share words with its role and outputs first,
 * commands before agents before skills.
 */
function invocations({ name, components, integration }: Release, role: string): string[] {
  const plugin = name.split('@')[0] ?? name;
  const topics = new Set(
    [role, ...integration.roles, ...integration.produces.map(({ artifact }) => artifact)].flatMap(stems),
  );
  const all = [
    ...components.commands.map((path) => ({ text: `/${plugin}:${componentName(path)}`, path })),
    ...components.agents.map((path) => ({ text: `@agent-${plugin}:${componentName(path)}`, path })),
    ...components.skills.map((path) => ({ text: `/${plugin}:${componentName(path)}`, path })),
  ].filter(({ text }) => /^[/@][A-Za-z0-9._:-]+$/.test(text));
  const shared = ({ path }: { path: string }) =>
    stems(componentName(path)).filter((stem) => topics.has(stem)).length;
  const best = [...all].sort((a, b) => shared(b) - shared(a)).map(({ text }) => text);
  return [...new Set(best)].slice(0, 3);
}

/** First four letters of each word: `testing`, `tests` and `test` are one topic. */
const stems = (words: string): string[] =>
  words
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 2)
    .map((word) => word.slice(0, 4));
