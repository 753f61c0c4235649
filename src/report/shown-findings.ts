import { type Finding, type Severity, summarize } from '../model/finding.ts';
import type { Location } from '../model/location.ts';
import { count, listed } from '../model/text.ts';
import { countedLevels } from './counted-levels.ts';
import { findingsText } from './findings-text.ts';
import type { Style } from './style.ts';
import { wrap } from './wrap.ts';

interface Look {
  readonly style: Style;
  readonly width: number;
  readonly verbose: boolean;
  /** The line at a location, if it is in the user's own list. */
  readonly lineAt?: (location: Location) => string | undefined;
}

interface Limits {
  /** The lines that everything else in the report takes. */
  readonly taken: number;
  /** At most this many findings of a level are shown; by default, as many as there is room for. */
  readonly most?: Partial<Record<Severity, number>>;
}

/** A report is at most this many lines long, unless it is to be verbose: more is not read. */
const maximumLines = 150;
/** Room for findings that a report always leaves, however long its other parts are. */
const minimumRoom = 40;
/** More locations of one finding than this would not help. */
const shownPlaces = 4;

/**
 * Findings for people, and how many more there are. Each kind of finding gets its turn before a second one of any kind is shown, the
 * more severe first; `--verbose` shows all.
 */
export function shownFindings(findings: readonly Finding[], look: Look, limits: Limits): string[] {
  if (findings.length === 0) return [];
  if (look.verbose) return [findingsText(findings, look)];
  const room = Math.max(maximumLines - limits.taken, minimumRoom);
  const texts = new Map<Finding, string>();
  const left: Record<Severity, number> = {
    error: Infinity,
    warning: Infinity,
    note: Infinity,
    ...limits.most,
  };
  let lines = 0;
  for (const finding of inTurns(findings)) {
    if (left[finding.severity] <= 0) continue;
    const text = findingsText([withFewPlaces(finding)], look);
    lines += text.split('\n').length + 1;
    if (lines > room && texts.size > 0) break;
    texts.set(finding, text);
    left[finding.severity] -= 1;
  }
  const shown = findings.flatMap((finding) => texts.get(finding) ?? []);
  return [shown.join('\n\n'), ...restText(findings, texts, look)];
}

/** The first of each rule and case, then the second of each, and so on. */
function* inTurns(findings: readonly Finding[]): Iterable<Finding> {
  const byKind = new Map<string, Finding[]>();
  for (const finding of findings) {
    const kind = byKind.get(kindOf(finding));
    if (kind === undefined) byKind.set(kindOf(finding), [finding]);
    else kind.push(finding);
  }
  let kinds = [...byKind.values()];
  for (let turn = 0; kinds.length > 0; turn += 1) {
    for (const kind of kinds) yield kind[turn] as Finding;
    kinds = kinds.filter(({ length }) => length > turn + 1);
  }
}

const kindOf = ({ severity, rule, case: name }: Finding): string => `${severity} ${rule} ${name}`;

/** The levels and rules of the findings that are not shown. */
function restText(
  findings: readonly Finding[],
  shown: ReadonlyMap<Finding, string>,
  { width }: Look,
): string[] {
  const rest = findings.filter((finding) => !shown.has(finding));
  if (rest.length === 0) return [];
  const rules = [...new Set(rest.map(({ rule }) => rule))].sort();
  const amount = summarize(rest);
  const text = `not shown: ${countedLevels(amount)} (${listed(rules)}); use \`--verbose\` to show all`;
  return [wrap(text, width, 2).join('\n')];
}

/** A finding with the first of its places, and how many more there are. */
function withFewPlaces(finding: Finding): Finding {
  const { related = [] } = finding;
  const more = related.length + 1 - shownPlaces;
  if (more < 2) return finding;
  const kept = related.slice(0, shownPlaces - 1);
  const last = kept.at(-1);
  if (last === undefined) return finding;
  const rest = `and ${count(more, 'more place')}; use \`--verbose\` to list all`;
  const message = last.message === '' ? rest : `${last.message}, ${rest}`;
  return { ...finding, related: [...kept.slice(0, -1), { ...last, message }] };
}
