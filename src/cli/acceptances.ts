import { sayProblem } from '../analysis/rules/index.ts';
import type { Acceptance, Finding } from '../model/finding.ts';
import { entryOf, idOf, problem, type RuleId } from '../model/problems.ts';
import type { Gathered } from './gathered.ts';
import { grounded, isUnsolvable } from './rule-settings.ts';

/**
 * The findings that a project's list accepts, for that list alone. What says why there is no combination cannot be accepted, as it
 * cannot be silenced.
 */
export function acceptedFor(gathered: Gathered): readonly Acceptance[] {
  if (gathered.state === 'unreadable' || gathered.list.kind !== 'file') return [];
  const accepted = gathered.project?.accepted ?? [];
  return isUnsolvable(gathered) ? accepted.filter(({ rule }) => !grounded.has(rule)) : accepted;
}

/** Today, as `accepted:` writes days. */
export const today = (): string => new Date().toISOString().slice(0, 10);

/** Entries of `accepted:` that no finding answers to, as findings: they should be removed. */
export function staleAcceptances(
  unused: readonly Acceptance[],
  run: readonly { readonly id: RuleId }[],
): Finding[] {
  const ran = new Set<string>(run.flatMap(({ id }) => [id, entryOf(id).name]));
  if (!ran.has(idOf('unknown-key'))) return [];
  return unused
    .filter(({ rule }) => ran.has(rule))
    .map(({ rule, plugins, message, location }) =>
      sayProblem(
        problem(
          'unknown-key',
          'stale-acceptance',
          { rule, ...(plugins && { plugins }), ...(message !== undefined && { message }) },
          { location },
        ),
      ),
    );
}
