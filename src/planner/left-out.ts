import { firstHelp, statementOf } from '../model/finding.ts';
import type { LeftOut } from '../model/plan.ts';
import type { Refused } from './input.ts';
import type { Team } from './team.ts';

/**
 * Returns the plugins for which a plan has no commands, because the client is known to refuse them, or something that they depend on;
 * in the order of the plan.
 */
export function leftOut(team: Team, refused: readonly Refused[]): LeftOut[] {
  const reasons = new Map<string, Omit<LeftOut, 'plugin'>>();
  for (const { name, finding } of refused) {
    const { rule } = finding;
    const because = statementOf(finding);
    const instead = firstHelp(finding);
    for (const each of team.names)
      if (team.release(each).name === name && !reasons.has(each))
        reasons.set(each, { rule, because, ...(instead !== undefined && { instead }) });
  }
  const open = [...reasons.keys()];
  for (const name of open)
    for (const { from, to, optional } of team.dependencies) {
      const reason = reasons.get(name);
      if (from !== name || optional === true || reasons.has(to) || reason === undefined) continue;
      reasons.set(to, { rule: reason.rule, because: `it depends on ${name}, which is left out` });
      open.push(to);
    }
  return team.names.flatMap((plugin) => {
    const reason = reasons.get(plugin);
    return reason === undefined ? [] : [{ plugin, ...reason }];
  });
}
