import { shownVersion } from '../model/plugin.ts';
import { count, oneLine } from '../model/text.ts';
import type { ListItem } from './results.ts';
import type { Style } from './style.ts';
import { tableText } from './table.ts';

interface Options {
  readonly style: Style;
  readonly width: number;
  readonly terminal: boolean;
}

/** Plugins, one per row; on a terminal with a summary line. */
export function listText(items: readonly ListItem[], { style, width, terminal }: Options): string {
  const several = new Set(items.map(({ plugin }) => plugin.marketplace)).size > 1;
  const narrow = terminal && width < 76;
  const head = [
    'plugin',
    'version',
    ...(several ? ['marketplace'] : []),
    ...(narrow ? [] : ['category']),
    'description',
  ];
  const rows = items.map(({ plugin, release }) =>
    [
      plugin.name,
      shownVersion(release),
      ...(several ? [plugin.marketplace] : []),
      ...(narrow ? [] : [release.category ?? '-']),
      release.description,
    ].map(oneLine),
  );
  const table = tableText({ head, rows }, { style, width, terminal });
  return terminal ? `${table}\n\n${count(items.length, 'plugin')}` : table;
}
