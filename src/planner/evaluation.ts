import type { Finding } from '../model/finding.ts';
import type { ChecklistItem, SeenRole } from '../model/plan.ts';
import type { Release } from '../model/plugin.ts';
import { isAbout } from '../model/problems.ts';
import type { Environment } from '../model/project.ts';
import type { Topic } from '../model/rule-entry.ts';
import { count, listed } from '../model/text.ts';
import { statesInterface } from '../model/wiring.ts';
import type { Stage } from './stages.ts';
import type { Team } from './team.ts';

/** What the evaluation of a practice reads. */
export interface EvaluationInput {
  readonly team: Team;
  readonly stages: readonly Stage[];
  /** The stages derived from the data alone: they show what could run in parallel. */
  readonly derived: readonly Stage[];
  /** The stages as the environment can run them: a stage for each round. */
  readonly bounded: readonly Stage[];
  readonly findings: readonly Finding[];
  readonly environment: Environment;
  readonly rulesRun: readonly string[] | undefined;
  /** The roles that the words of a plugin show. */
  readonly rolesSeen: ((release: Release) => readonly SeenRole[]) | undefined;
}

export type Evaluation = readonly [status: ChecklistItem['status'], evidence: string];

export const onePlugin: Evaluation = ['not-applicable', 'there is only one plugin'];

/**
 * What to answer where something was not found, but plugins state nothing that it could be found in: not known. Undefined if all plugins
 * state their interface.
 */
export function unknownFor({ releases }: Team, what: string): Evaluation | undefined {
  const silent = releases.filter((release) => !statesInterface(release)).map(({ name }) => name);
  if (silent.length === 0) return undefined;
  const who = silent.length === releases.length && silent.length > 1 ? 'no plugin' : several(silent);
  const state = silent.length === releases.length || silent.length === 1 ? 'states' : 'state';
  return [
    'unknown',
    who === 'no plugin'
      ? `${who} ${state} ${what}`
      : `${who} ${state === 'states' ? 'does' : 'do'} not state ${what}`,
  ];
}

/** The plugins that state no role, but whose own words show one of these for sure. */
export const seenWith = ({ team, rolesSeen }: EvaluationInput, roles: readonly string[]): string[] =>
  team.releases
    .filter(
      (release) =>
        !statesInterface(release) &&
        rolesSeen?.(release).some(({ role, isSure }) => isSure && roles.includes(role)) === true,
    )
    .map(({ name }) => name);

/** The team, as far as only some of its plugins are looked at. */
export const onlyOf = (team: Team, names: readonly string[]): Team => ({
  ...team,
  releases: team.releases.filter(({ name }) => names.includes(name)),
});

/** Counts the integration points: data and event links, and calls. */
export const pointsOf = ({ wiring, calls }: Team): number =>
  wiring.links.length + wiring.events.length + calls.length;

/** Returns required inputs that no plugin here produces, as `artifact (format) for plugin`. */
export function requiredOpen({ wiring }: Team): string[] {
  return wiring.open
    .filter(({ port }) => port.optional !== true)
    .map(({ plugin, port }) => `${port.artifact} (${port.format}) for ${plugin}`);
}

/** Returns the message of the first finding about a topic, if there is one. */
export function first(findings: readonly Finding[], topic: Topic): string | undefined {
  const found = findings.filter(({ rule }) => isAbout(rule, topic));
  return found.length === 0 ? undefined : firstOf(found);
}

export function firstOf(findings: readonly Finding[]): string {
  const more = findings.length > 1 ? `, and ${count(findings.length - 1, 'more finding')}` : '';
  return `${findings[0]?.message.split('\n')[0]} (${findings[0]?.rule}${more})`;
}

/** Lists words for one line; the fourth and later ones become a count if there are more than four. */
export function several(words: readonly string[]): string {
  return words.length <= 4 ? listed(words) : `${words.slice(0, 3).join(', ')} and ${words.length - 3} more`;
}
