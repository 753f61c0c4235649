import type { Finding } from '../model/finding.ts';
import { entryOf, isBlocking } from '../model/problems.ts';
import type { FailedResolution, RequestProblem } from '../model/resolution.ts';
import type { UnknownPlugin, Verdict } from '../model/verdict.ts';

/** How far a request came. */
export type Outcome =
  | { readonly state: 'unreadable' }
  | {
      readonly state: 'read';
      /** What is wrong with single plugins of the request, or could not be looked up. */
      readonly problems: readonly RequestProblem[];
      /** Parts of the request of which no combination exists. */
      readonly failed: readonly FailedResolution[];
      /** Whether there is a combination of all others. */
      readonly restChecked: boolean;
      readonly apart: boolean;
    };

/** Combines how far the request came with the findings. */
export function verdictOf(outcome: Outcome, findings: readonly Finding[]): Verdict {
  if (outcome.state === 'unreadable') return { kind: 'unreadable', files: filesOf(findings) };
  const { problems, failed, restChecked, apart } = outcome;
  const unknown = problems.flatMap(unknownIn);
  const lost = problems.filter((problem) => unknownIn(problem).length === 0);
  if (lost.length > 0 || failed.length > 0)
    return {
      kind: 'unsolvable',
      conflict: distinct(failed.flatMap(({ conflict }) => conflict)),
      missing: distinct(lost.map(({ spec }) => spec.name)).sort(),
      restChecked,
      unknown,
    };
  const blocking = findings.filter(
    (finding) => finding.severity === 'error' && isBlocking(finding) && !isElsewhere(finding),
  );
  if (blocking.length > 0)
    return {
      kind: 'refused',
      rules: distinct(blocking.map(({ rule }) => rule)).sort(),
      plugins: distinct(blocking.flatMap(({ plugins }) => plugins)).sort(),
      reasons: blocking.map(({ message }) => message.split('\n')[0] ?? ''),
      unknown,
    };
  return unknown.length > 0 ? { kind: 'unknown', plugins: unknown, restChecked } : { kind: 'loads', apart };
}

/** A broken file of a registry that belongs to no chosen plugin: they were all read without it. */
const isElsewhere = ({ rule, plugins }: Finding): boolean =>
  plugins.length === 0 && /^(file|plugin)$/.test(entryOf(rule).scope);

/** From the gravest to the mildest. */
const byGravity: readonly Verdict['kind'][] = ['unreadable', 'unsolvable', 'refused', 'unknown', 'loads'];

/** The gravest of several verdicts, the first if several are equally grave; undefined if there is none. */
export function gravestVerdict(verdicts: readonly Verdict[]): Verdict | undefined {
  return byGravity.flatMap((kind) => verdicts.filter((verdict) => verdict.kind === kind)).at(0);
}

/** A plugin that does not exist is different from one that a registry could not look up. */
function unknownIn(problem: RequestProblem): UnknownPlugin[] {
  if (problem.kind !== 'registry-failed' || problem.isBroken === true) return [];
  const { spec, registry, reason, requiredBy = [] } = problem;
  return [{ name: spec.name, registry, reason, requiredBy }];
}

const filesOf = (findings: readonly Finding[]): string[] =>
  distinct(
    findings.flatMap(({ severity, location }) =>
      severity === 'error' && location !== undefined ? [location.file] : [],
    ),
  ).sort();

const distinct = <T>(items: readonly T[]): T[] => [...new Set(items)];
