import { printable } from '../model/text.ts';
import type { DiffResult } from './diff-result.ts';
import { reviewLines } from './review-text.ts';
import type { Look } from './style.ts';

/** `mkt diff` for people. */
export function diffText({ id, before, after, review }: DiffResult, { style }: Look): string {
  const arrow = style.unicode ? '→' : '->';
  return [`${style.bold(printable(id))} ${before} ${arrow} ${after}`, ...reviewLines(review, style)].join(
    '\n',
  );
}
