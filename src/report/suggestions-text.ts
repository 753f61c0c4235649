import { count, listed, oneLine, printable } from '../model/text.ts';
import type { SuggestResult } from './results.ts';
import type { Style } from './style.ts';
import { wrap } from './wrap.ts';

/** So many patterns are shown for a project's own list, most of which fits many a little. */
const mostOfList = 8;

/** Patterns that contain the given plugins, or for which they can stand in. */
export function suggestionsText(
  { names, list, suggestions }: SuggestResult,
  { style, width, verbose }: { style: Style; width: number; verbose: boolean },
): string {
  const whom = list === undefined ? listed(names, 'or') : `a plugin of ${list}`;
  if (suggestions.length === 0) return `no pattern contains ${printable(whom)}`;
  const shown = list === undefined || verbose ? suggestions : suggestions.slice(0, mostOfList);
  const left = suggestions.length - shown.length;
  const lines = shown.flatMap((suggestion) => [
    `${style.bold(oneLine(suggestion.pattern.id))}: ${oneLine(suggestion.pattern.title)}`,
    ...wrap(printable(wordsOf(suggestion)), width - 2).map((line) => `  ${line}`),
  ]);
  return [
    ...lines,
    '',
    `${count(suggestions.length, 'pattern')} with ${printable(whom)}${left > 0 ? `; ${left} more with \`--verbose\`` : ''}`,
  ].join('\n');
}

function wordsOf({ has, instead, needs }: SuggestResult['suggestions'][number]): string {
  const parts = [
    ...(has.length > 0 ? [`has ${listed(has)}`] : []),
    ...(instead.length > 0
      ? [listed(instead.map(({ plugin, role, of }) => `${plugin} can take the role ${role} of ${of}`))]
      : []),
    ...(needs.length > 0 ? [`add ${listed(needs)}`] : []),
  ];
  return needs.length > 0 || instead.length > 0
    ? parts.join('; ')
    : `${parts.join('; ')} and needs no other plugin`;
}
