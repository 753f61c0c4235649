import { type Finding, keyOf } from '../model/finding.ts';
import { count, listed, printable } from '../model/text.ts';
import type { Look } from './style.ts';
import { wrap } from './wrap.ts';

/** One check of `mkt check --watch` compared with the one before. */
export interface Since {
  /** The files that changed, as they are shown. */
  readonly changed: readonly string[];
  /** Undefined if the check before had no result. */
  readonly before: readonly Finding[] | undefined;
  /** Undefined if this one has none. */
  readonly now: readonly Finding[] | undefined;
}

/** Says that mkt goes on. */
export const watchingText = 'watching for changes; press Ctrl-C to stop';

/** Files and findings that are named; of others, only the number is. */
const most = { files: 3, findings: 10 };

/** What changed from one check to the next: findings that are new, and findings that are gone. */
export function sinceText({ changed, before, now }: Since, { style, width }: Look): string {
  const files = changed.slice(0, most.files).map((file) => printable(file));
  const more = changed.length - files.length;
  const after = `after a change to ${listed([...files, ...(more > 0 ? [`${more} more`] : [])])}`;
  if (before === undefined || now === undefined) return wrap(`checked again ${after}`, width, 2).join('\n');
  const [fresh, gone] = [without(now, before), without(before, now)];
  const amounts = [
    ...(fresh.length > 0 ? [count(fresh.length, 'new finding')] : []),
    ...(gone.length > 0 ? [`${count(gone.length, 'finding')} gone`] : []),
  ];
  const head = wrap(`${amounts.length === 0 ? 'the same findings' : listed(amounts)} ${after}`, width, 2);
  return [
    ...head,
    ...rows('+', fresh, width).map(style.yellow),
    ...rows('-', gone, width).map(style.green),
  ].join('\n');
}

/** The findings that others do not contain, in their order. */
function without(findings: readonly Finding[], others: readonly Finding[]): Finding[] {
  const known = new Set(others.map(keyOf));
  return findings.filter((finding) => !known.has(keyOf(finding)));
}

function rows(sign: string, findings: readonly Finding[], width: number): string[] {
  const shown = findings.slice(0, most.findings);
  const lines = shown.flatMap(({ severity, rule, message }) =>
    wrap(printable(`${sign} ${severity}[${rule}] ${message.split('\n')[0]}`), width, 2),
  );
  const more = findings.length - shown.length;
  return more > 0 ? [...lines, `${sign} and ${more} more`] : lines;
}
