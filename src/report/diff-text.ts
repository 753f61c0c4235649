import { printable } from '../model/text.ts';
import { lockedVersion } from '../model/versioned.ts';
import type { DiffResult } from './diff-result.ts';
import { reviewLines } from './review-text.ts';
import type { Look } from './style.ts';

/** `mkt diff` for people. */
export function diffText({ id, before, after, review }: DiffResult, { style }: Look): string {
  const arrow = style.unicode ? '→' : '->';
  return [
    `${style.bold(printable(id))} ${lockedVersion(before)} ${arrow} ${lockedVersion(after)}`,
    ...reviewLines(review, style),
  ].join('\n');
}
