import { summarize } from '../model/finding.ts';
import { listed, printable } from '../model/text.ts';
import { countedLevels } from './counted-levels.ts';
import type { ValidateResult } from './results.ts';
import { shownFindings } from './shown-findings.ts';
import { badMark, goodMark, type Style } from './style.ts';
import { wrap } from './wrap.ts';

/** `mkt validate` for people: the findings, and the verdict last. */
export function validateText(
  { path, kind, findings, parts }: ValidateResult,
  { style, width, quiet, verbose }: { style: Style; width: number; quiet: boolean; verbose: boolean },
): string {
  const summary = summarize(findings);
  const shown = quiet ? findings.filter(({ severity }) => severity === 'error') : findings;
  if (quiet && shown.length === 0) return '';
  const many = parts?.map(({ kind: each, path: at }) =>
    printable(/^(project|settings|lock)$/.test(each) ? at : `${each} ${at}`),
  );
  const what =
    many === undefined
      ? `${kind} ${printable(path)}`
      : listed(many.length > 4 ? [...many.slice(0, 3), `${many.length - 3} more`] : many);
  const is = many === undefined ? 'is' : 'are';
  const good = goodMark(style);
  const verdict =
    findings.length === 0
      ? `${good} ${what} ${is} valid`
      : summary.errors > 0
        ? `${badMark(style)} ${what}: ${countedLevels(summary)}`
        : `${good} ${what} can be used: ${countedLevels(summary)}`;
  const last = wrap(verdict, width, 2);
  const paragraphs = shownFindings(shown, { style, width, verbose }, { taken: last.length + 3 });
  return [...paragraphs, last.join('\n')].join('\n\n');
}
