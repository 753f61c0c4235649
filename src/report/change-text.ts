import { printable } from '../model/text.ts';
import type { Change } from './results.ts';
import { wrap } from './wrap.ts';

/** One plugin whose version would change. */
export function changeText({ name, before, after }: Change, width: number): string[] {
  const what =
    before === undefined
      ? `${after} would be added`
      : after === undefined
        ? `${before} would be removed`
        : `${after} instead of ${before}`;
  return indented(`- ${printable(name)}: ${what}`, width);
}

/** Wrapped, two columns in. */
export const indented = (text: string, width: number): string[] =>
  wrap(text, width - 2, 2).map((line) => `  ${line}`);
