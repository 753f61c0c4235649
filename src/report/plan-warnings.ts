import { type Finding, firstHelp, type Severity, statementOf } from '../model/finding.ts';
import type { Plan } from '../model/plan.ts';
import { isBlocking, isUnknown } from '../model/problems.ts';
import { count } from '../model/text.ts';

/** Something that a plan warns of, and the one thing to do about it. */
export interface Warned {
  /** A pitfall is known from the guide to combining plugins, and applies here; no rule reports it. */
  readonly level: Severity | 'pitfall';
  readonly what: string;
  readonly instead?: string;
  /** It is in the first lines of the plan. */
  readonly isFirst: boolean;
}

/** How many findings are in the first lines. */
const shownFirst = 2;

const levels = ['error', 'warning', 'pitfall', 'note'] as const;

/**
 * Everything that a plan warns of: what the verdict counts, what the first lines show of it, and what is left for "Watch out". A pitfall
 * of which a finding is the evidence is that finding, and not a second warning.
 */
export function warningsOf(plan: Pick<Plan, 'findings' | 'pitfalls'>): Warned[] {
  const first = gravest(plan);
  const found = new Set<string>(plan.findings.map(({ rule }) => rule));
  const all: Warned[] = [
    ...first.map((finding) => ({ ...warned(finding), isFirst: true })),
    ...plan.findings.filter((finding) => !first.includes(finding)).map(warned),
    ...pitfallsOnly(plan, found),
  ];
  return levels.flatMap((wanted) => all.filter(({ level }) => level === wanted));
}

const pitfallsOnly = ({ pitfalls }: Pick<Plan, 'pitfalls'>, found: ReadonlySet<string>): Warned[] =>
  pitfalls
    .filter(({ rules }) => !rules.some((rule) => found.has(rule)))
    .map(({ title, because, solution }) => ({
      level: 'pitfall',
      what: `${title.charAt(0).toLowerCase()}${title.slice(1)}: ${because}`,
      instead: solution,
      isFirst: false,
    }));

/** `1 warning, 2 pitfalls`; levels of which there is nothing are omitted. */
export function countedWarnings(warnings: readonly Pick<Warned, 'level'>[]): string[] {
  return levels.flatMap((wanted) => {
    const amount = warnings.filter(({ level }) => level === wanted).length;
    return amount === 0 ? [] : [count(amount, wanted)];
  });
}

/** What is wrong or not known, errors that block first, and plugins that were replaced: a reader must know of these before the start. */
function gravest({ findings }: Pick<Plan, 'findings'>): readonly Finding[] {
  const errors = findings.filter((finding) => finding.severity === 'error' || isUnknown(finding));
  const blocking = errors.filter(isBlocking);
  const replaced = findings.filter(
    (finding) => finding.name === 'superseded-plugin' && !errors.includes(finding),
  );
  const others = errors.filter((finding) => !isBlocking(finding));
  return [...blocking, ...others, ...replaced].slice(0, shownFirst);
}

/** A finding in two sentences; an error with its place. */
function warned(finding: Finding): Warned {
  const { severity: level, location } = finding;
  const place = level === 'error' && location !== undefined ? ` (${location.file}:${location.line})` : '';
  const isReplaced = finding.name === 'superseded-plugin' && finding.case === 'only-superseded';
  const instead = isReplaced ? undefined : firstHelp(finding);
  return {
    level,
    what: `${statementOf(finding)}${place}${isReplaced ? ': add `--successors` to plan with it' : ''}`,
    isFirst: false,
    ...(instead !== undefined && { instead }),
  };
}
