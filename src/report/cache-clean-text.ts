import { count, printable } from '../model/text.ts';
import type { CleanResult } from './results.ts';

/** `mkt cache clean` for people. */
export function cacheCleanText(
  { folder, copies, bytes, leftOver }: CleanResult,
  { quiet }: { quiet: boolean },
): string {
  if (quiet) return '';
  const stopped =
    leftOver === 0 ? '' : `; removed ${count(leftOver, 'file')} that stopped runs of mkt had left behind`;
  return printable(
    `${
      copies === 0
        ? `nothing was cached in ${folder}`
        : `removed ${count(copies, 'cached copy', 'cached copies')} (${Math.ceil(bytes / 1024)} KB) from ${folder}`
    }${stopped}`,
  );
}
