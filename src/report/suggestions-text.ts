import { count, listed, oneLine, printable } from '../model/text.ts';
import type { SuggestResult } from './results.ts';
import type { Style } from './style.ts';
import { wrap } from './wrap.ts';

/** Patterns that contain the given plugins. */
export function suggestionsText(
  { names, suggestions }: SuggestResult,
  { style, width }: { style: Style; width: number },
): string {
  if (suggestions.length === 0) return `no pattern contains ${printable(listed(names, 'or'))}`;
  const lines = suggestions.flatMap(({ pattern, has, needs }) => [
    `${style.bold(oneLine(pattern.id))}: ${oneLine(pattern.title)}`,
    ...wrap(
      printable(
        `has ${listed(has)}${needs.length === 0 ? ' and needs no other plugin' : `; add ${listed(needs)}`}`,
      ),
      width - 2,
    ).map((line) => `  ${line}`),
  ]);
  return [
    ...lines,
    '',
    `${count(suggestions.length, 'pattern')} with ${printable(listed(names, 'or'))}`,
  ].join('\n');
}
