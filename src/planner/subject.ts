import type { Finding } from '../model/finding.ts';
import { isAbout, type Topic } from '../model/problems.ts';
import type { Environment } from '../model/project.ts';
import { count, listed } from '../model/text.ts';
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

export const onePlugin: Evaluated = ['not-applicable', 'one plugin: there is nothing to integrate'];

/** Links of any kind: where two plugins meet. */
export const pointsOf = ({ wiring }: Team): number => wiring.links.length + wiring.events.length;

/** Required inputs that nobody here makes, as `artifact (format) for plugin`. */
export function requiredOpen({ wiring }: Team): string[] {
  return wiring.open
    .filter(({ port }) => port.optional !== true)
    .map(({ plugin, port }) => `${port.artifact} (${port.format}) for ${plugin}`);
}

/** What the first finding about a topic says, if there is one. */
export function first(findings: readonly Finding[], topic: Topic): string | undefined {
  const found = findings.filter(({ rule }) => isAbout(rule, topic));
  return found.length === 0 ? undefined : firstOf(found);
}

export function firstOf(findings: readonly Finding[]): string {
  const more = findings.length > 1 ? `, and ${count(findings.length - 1, 'more finding')}` : '';
  return `${findings[0]?.message.split('\n')[0]} (${findings[0]?.rule}${more})`;
}

/** A list for one line: beyond four, a count. */
export function several(words: readonly string[]): string {
  return words.length <= 4 ? listed(words) : `${words.slice(0, 3).join(', ')} and ${words.length - 3} more`;
}
