import { count, oneLine } from '../model/text.ts';
import { listText } from './list-text.ts';
import type { SearchResult } from './results.ts';
import type { Style } from './style.ts';
import { tableText } from './table.ts';
import { wrap } from './wrap.ts';

interface Options {
  readonly style: Style;
  readonly width: number;
  readonly terminal: boolean;
}

/** The plugins that were found, and below them the patterns. */
export function searchText({ plugins, patterns }: SearchResult, options: Options): string {
  const parts = [
    ...(plugins.length === 0 ? [] : [listText(plugins, options)]),
    ...(patterns.length === 0 ? [] : [patternTable(patterns, options)]),
  ];
  return parts.join('\n\n');
}

function patternTable(patterns: SearchResult['patterns'], { style, width, terminal }: Options): string {
  const rows = patterns.map(({ id, title, plugins }) =>
    [id, title, plugins.map(({ name }) => name).join(' + ')].map(oneLine),
  );
  const table = tableText({ head: ['pattern', 'title', 'plugins'], rows }, { style, width, terminal });
  const next = `${count(patterns.length, 'pattern')}; run \`mkt plan --pattern <id>\` to plan one`;
  return terminal ? [table, '', ...wrap(next, width)].join('\n') : table;
}
