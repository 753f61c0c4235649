import { printable } from '../model/text.ts';
import type { Style } from './style.ts';

/** Lines that only one of two releases has. */
export interface Difference {
  readonly what: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** A review for people: what runs first, one line a change, `+` and `-` before them. */
export function reviewLines(
  review: {
    readonly runs: readonly Difference[];
    readonly more: readonly Difference[];
    readonly contextTokens?: { readonly before: number; readonly after: number };
  },
  style: Style,
): string[] {
  const { runs, more, contextTokens } = review;
  const lines =
    runs.length === 0
      ? ['what runs: no changes']
      : ['what runs:', ...runs.flatMap((each) => differenceLines(each, style))];
  if (more.length > 0) lines.push('other changes:', ...more.flatMap((each) => differenceLines(each, style)));
  if (contextTokens !== undefined)
    lines.push(
      `tokens in every session: ${contextTokens.before} ${style.unicode ? '→' : '->'} ${contextTokens.after}`,
    );
  return lines;
}

/** The lines of one kind of thing that came and went. */
export function differenceLines({ what, added, removed }: Difference, style: Style): string[] {
  return [
    `  ${what}`,
    ...removed.map((line) => style.red(`    - ${printable(line).replace(/\n/g, ' ')}`)),
    ...added.map((line) => style.green(`    + ${printable(line).replace(/\n/g, ' ')}`)),
  ];
}
