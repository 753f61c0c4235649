import { type Finding, summarize } from '../model/finding.ts';
import { printable } from '../model/text.ts';
import { countedLevels } from './check-text.ts';
import { findingsText } from './findings-text.ts';
import { jsonText } from './json.ts';
import type { Style } from './style.ts';
import { wrap } from './wrap.ts';

export interface ValidateResult {
  /** As the user named it. */
  readonly path: string;
  /** What it was taken for. */
  readonly kind: string;
  readonly findings: readonly Finding[];
}

/** `mkt validate` for people: the findings, and the verdict last. */
export function validateText(
  { path, kind, findings }: ValidateResult,
  { style, width, quiet }: { style: Style; width: number; quiet: boolean },
): string {
  const summary = summarize(findings);
  const shown = quiet ? findings.filter(({ severity }) => severity === 'error') : findings;
  if (quiet && shown.length === 0) return '';
  const what = `${kind} ${printable(path)}`;
  const good = style.green(style.unicode ? '✓' : 'ok:');
  const verdict =
    findings.length === 0
      ? `${good} ${what} is sound`
      : summary.errors > 0
        ? `${style.red(style.unicode ? '✗' : 'x')} ${what}: ${countedLevels(summary)}`
        : `${good} ${what} can be used: ${countedLevels(summary)}`;
  const parts = shown.length === 0 ? [] : [findingsText(shown, { style, width })];
  return [...parts, wrap(verdict, width, 2).join('\n')].join('\n\n');
}

/** `mkt validate --json`: `schema/validate.schema.json`. */
export function validateJson({ path, kind, findings }: ValidateResult): string {
  const summary = summarize(findings);
  return jsonText({ ok: summary.errors === 0, path: path.replaceAll('\\', '/'), kind, findings, summary });
}
