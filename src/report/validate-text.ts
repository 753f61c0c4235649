import { summarize } from '../model/finding.ts';
import type { ValidateResult } from './results.ts';
import { shownFindings } from './shown-findings.ts';
import { badMark, goodMark, type Style } from './style.ts';
import { sinceWords, validateWords } from './validate-words.ts';
import { wrap } from './wrap.ts';

/** `mkt validate` for people: the findings, and the verdict last. */
export function validateText(
  result: ValidateResult,
  { style, width, quiet, verbose }: { style: Style; width: number; quiet: boolean; verbose: boolean },
): string {
  const { findings, since } = result;
  const shown = quiet ? findings.filter(({ severity }) => severity === 'error') : findings;
  if (quiet && summarize(shown).errors === 0) return '';
  const { sign, words } = validateWords(result);
  const last = wrap(`${sign === 'good' ? goodMark(style) : badMark(style)} ${words}`, width, 2);
  const change = since === undefined ? [] : sinceWords(since).flatMap((line) => wrap(line, width, 2));
  const paragraphs = shownFindings(
    shown,
    { style, width, verbose },
    { taken: last.length + change.length + 3 },
  );
  return [...(change.length === 0 ? [] : [change.join('\n')]), ...paragraphs, last.join('\n')].join('\n\n');
}
