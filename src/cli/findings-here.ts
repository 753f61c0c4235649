import { withoutAccepted } from '../analysis/accepted.ts';
import { runRules } from '../analysis/engine.ts';
import { rules } from '../analysis/rules/index.ts';
import type { Finding } from '../model/finding.ts';
import { isUnknown } from '../model/problems.ts';
import { acceptedFor, today } from './acceptances.ts';
import { contextOf } from './context-of.ts';
import { gather, type RequestOptions } from './gather.ts';
import { inspect } from './inspection.ts';
import { ruleSettings } from './rule-settings.ts';
import type { World } from './world.ts';

/**
 * What some rules find in the project's list, from what is on this machine: advice must not wait for a network, and what it cannot look
 * up is no reason to say that something is wrong.
 * @returns undefined if nothing is found, but the list could not be checked as a whole.
 */
export async function findingsHere(
  ids: readonly string[],
  options: RequestOptions,
  world: World,
): Promise<readonly Finding[] | undefined> {
  const quiet = { ...world, aside: { ...world.aside, quiet: true } };
  const gathered = await gather([], { ...options, offline: true }, quiet);
  const context = contextOf(gathered, await inspect(gathered, { options, world: quiet }));
  const found = runRules(rules, context, ruleSettings(gathered, options));
  const { findings } = withoutAccepted(found, acceptedFor(gathered), today());
  const known = findings.filter((finding) => ids.includes(finding.rule) && !isUnknown(finding));
  const isChecked = gathered.state === 'resolved' && !findings.some(isUnknown);
  return known.length === 0 && !isChecked ? undefined : known;
}
