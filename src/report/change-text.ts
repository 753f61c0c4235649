import { printable } from '../model/text.ts';
import type { Change } from './results.ts';
import { wrap } from './wrap.ts';

/** One plugin that would have another version. */
export function changeText({ name, before, after }: Change, width: number): string[] {
  const what =
    before === undefined
      ? `${after} would come in`
      : after === undefined
        ? `${before} would go`
        : `${after} instead of ${before}`;
  return indented(`- ${printable(name)}: ${what}`, width);
}

/** Wrapped, two columns in. */
export const indented = (text: string, width: number): string[] =>
  wrap(text, width - 2, 2).map((line) => `  ${line}`);
