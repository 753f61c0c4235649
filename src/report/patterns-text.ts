import type { Pattern } from '../model/knowledge.ts';
import { count, oneLine } from '../model/text.ts';
import type { Style } from './style.ts';
import { tableText } from './table.ts';
import { wrap } from './wrap.ts';

/** All patterns, one per row. */
export function patternsText(
  patterns: readonly Pattern[],
  { style, width, terminal }: { style: Style; width: number; terminal: boolean },
): string {
  const narrow = terminal && width < 76;
  const rows = patterns.map(({ id, category, plugins }) =>
    [id, ...(narrow ? [] : [category ?? '']), plugins.map(({ name }) => name).join(' + ')].map(oneLine),
  );
  const head = ['pattern', ...(narrow ? [] : ['category']), 'plugins'];
  const table = tableText({ head, rows }, { style, width, terminal });
  const next = 'run `mkt patterns show <id>` to see one, `mkt plan --pattern <id>` to plan it';
  return terminal
    ? [table, '', ...wrap(`${count(patterns.length, 'pattern')}; ${next}`, width)].join('\n')
    : table;
}
