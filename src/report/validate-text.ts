import { type Finding, summarize } from '../model/finding.ts';
import { count, printable } from '../model/text.ts';
import { countedLevels } from './counted-levels.ts';
import { findingsText } from './findings-text.ts';
import type { ValidateResult } from './results.ts';
import { badMark, goodMark, type Style } from './style.ts';
import { wrap } from './wrap.ts';

/** `mkt validate` for people: the findings, and the verdict last. */
export function validateText(
  { path, kind, findings }: ValidateResult,
  { style, width, quiet, verbose }: { style: Style; width: number; quiet: boolean; verbose: boolean },
): string {
  const summary = summarize(findings);
  const shown = quiet ? findings.filter(({ severity }) => severity === 'error') : findings;
  if (quiet && shown.length === 0) return '';
  const what = `${kind} ${printable(path)}`;
  const good = goodMark(style);
  const verdict =
    findings.length === 0
      ? `${good} ${what} is valid`
      : summary.errors > 0
        ? `${badMark(style)} ${what}: ${countedLevels(summary)}`
        : `${good} ${what} can be used: ${countedLevels(summary)}`;
  const merged = verbose ? shown : mergeEqual(shown);
  const parts = merged.length === 0 ? [] : [findingsText(merged, { style, width })];
  return [...parts, wrap(verdict, width, 2).join('\n')].join('\n\n');
}

/** More locations of one fault than this would not help. */
const shownPlaces = 8;

/** Merges equal findings of many files into one, with the first of their locations. */
function mergeEqual(findings: readonly Finding[]): Finding[] {
  const same = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { rule, severity, message, help } = finding;
    const key = JSON.stringify([rule, severity, message, help]);
    const before = same.get(key);
    if (before === undefined) same.set(key, [finding]);
    else before.push(finding);
  }
  return [...same.values()].flatMap((group) => {
    const [first, ...others] = group as [Finding, ...Finding[]];
    const places = others.flatMap(({ location }) => (location === undefined ? [] : [location]));
    if (places.length < others.length || group.some(({ related }) => related !== undefined)) return group;
    const more = places.length + 1 - shownPlaces;
    const shown = places.slice(0, more > 1 ? shownPlaces - 1 : places.length);
    const related = shown.map((location, index) => ({
      location,
      message:
        index === shown.length - 1 && more > 1
          ? `and ${count(more, 'more place')}; use \`--verbose\` to list all`
          : '',
    }));
    return [{ ...first, ...(related.length > 0 && { related }) }];
  });
}
