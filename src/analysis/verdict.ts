import type { Finding } from '../model/finding.ts';
import { caseOf } from '../model/problems.ts';
import type { FailedResolution, RequestProblem } from '../model/resolution.ts';
import type { Verdict } from '../model/verdict.ts';

/** How far a request came. */
export type Outcome =
  | { readonly state: 'unreadable' }
  | {
      readonly state: 'unsettled';
      readonly problems: readonly RequestProblem[];
      readonly restChecked: boolean;
    }
  | { readonly state: 'unsolvable'; readonly failed: FailedResolution }
  | { readonly state: 'resolved'; readonly apart: boolean };

/** What a check comes to: how far the request came, and what was found on the way. */
export function verdictOf(outcome: Outcome, findings: readonly Finding[]): Verdict {
  switch (outcome.state) {
    case 'unreadable':
      return { kind: 'unreadable', files: filesOf(findings) };
    case 'unsolvable':
      return {
        kind: 'unsolvable',
        conflict: outcome.failed.conflict,
        missing: [],
        restChecked: false,
      };
    case 'unsettled':
      return ofUnsettled(outcome);
    case 'resolved': {
      const blocking = findings.filter((finding) => finding.severity === 'error' && blocks(finding));
      if (blocking.length === 0) return { kind: 'loads', apart: outcome.apart };
      return {
        kind: 'refused',
        rules: [...new Set(blocking.map(({ rule }) => rule))].sort(),
        plugins: [...new Set(blocking.flatMap(({ plugins }) => plugins))].sort(),
      };
    }
  }
}

/** Plugins that are not there are another thing than those of which a registry could say nothing. */
function ofUnsettled({ problems, restChecked }: Extract<Outcome, { readonly state: 'unsettled' }>): Verdict {
  const unknown = problems.flatMap((problem) =>
    problem.kind === 'registry-failed' && problem.isBroken !== true
      ? [{ name: problem.spec.name, registry: problem.registry, reason: problem.reason }]
      : [],
  );
  if (unknown.length === problems.length) return { kind: 'unknown', plugins: unknown, restChecked };
  const missing = [...new Set(problems.map(({ spec }) => spec.name))].sort();
  return { kind: 'unsolvable', conflict: [], missing, restChecked };
}

const filesOf = (findings: readonly Finding[]): string[] =>
  [
    ...new Set(
      findings.flatMap(({ severity, location }) =>
        severity === 'error' && location !== undefined ? [location.file] : [],
      ),
    ),
  ].sort();

/** Whether a finding keeps something from being installed or loaded. */
const blocks = (finding: Finding): boolean => caseOf(finding).blocks !== 'nothing';
