import { type Finding, firstHelp, statementOf } from '../model/finding.ts';
import type { LeftOut } from '../model/plan.ts';
import { isUnknown } from '../model/problems.ts';
import type { Refused } from '../planner/index.ts';
import { combinationOf, type Gathered } from './gathered.ts';

/** The requested plugins that are not part of the combination, each with the finding that says why: a plan is for the others. */
export function unavailableIn(gathered: Gathered, findings: readonly Finding[]): LeftOut[] {
  if (gathered.state === 'unreadable' || gathered.state === 'resolved') return [];
  const combination = combinationOf(gathered);
  const stopping = findings.filter((finding) => finding.severity === 'error' || isUnknown(finding));
  const problems = gathered.state === 'unsettled' ? gathered.problems : [];
  const names = gathered.specs.flatMap((spec) => {
    if (problems.some((problem) => problem.spec === spec)) return [spec.name];
    const name = gathered.renamed.find((each) => each.spec === spec)?.name ?? spec.name;
    const isThere = combination.some(
      ({ chosen }) =>
        chosen.name === name && (spec.marketplace === undefined || chosen.marketplace === spec.marketplace),
    );
    return isThere ? [] : [name];
  });
  return [...new Set(names)].flatMap((plugin) => {
    const finding = stopping.find(({ plugins }) => plugins.includes(plugin)) ?? stopping[0];
    if (finding === undefined) return [];
    const instead = firstHelp(finding);
    return [
      {
        plugin,
        rule: finding.rule,
        because: statementOf(finding),
        ...(instead !== undefined && { instead }),
      },
    ];
  });
}

/** The plugins of the combination that depend on one that could not be looked up: whether the client can install them is not known. */
export function lacking(gathered: Gathered, findings: readonly Finding[]): Refused[] {
  if (gathered.state !== 'unsettled') return [];
  return gathered.problems.flatMap((problem) => {
    if (problem.kind !== 'registry-failed') return [];
    const finding = findings.find((each) => isUnknown(each) && each.plugins.includes(problem.spec.name));
    return finding === undefined ? [] : (problem.requiredBy ?? []).map((name) => ({ name, finding }));
  });
}
