import type { Plugin, Release } from '../model/plugin.ts';
import { count, oneLine } from '../model/text.ts';
import { jsonText } from './json.ts';
import type { Style } from './style.ts';
import { tableText } from './table.ts';

interface Item {
  readonly plugin: Plugin;
  readonly release: Release;
  /** Where a search found its words. */
  readonly matched?: readonly string[];
}

interface Options {
  readonly style: Style;
  readonly width: number;
  readonly terminal: boolean;
}

/** Plugins, one a row; on a terminal with a summary line. */
export function listText(items: readonly Item[], { style, width, terminal }: Options): string {
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
      release.version,
      ...(several ? [plugin.marketplace] : []),
      ...(narrow ? [] : [release.category ?? '-']),
      release.description,
    ].map(oneLine),
  );
  const table = tableText({ head, rows }, { style, width, terminal });
  return terminal ? `${table}\n\n${count(items.length, 'plugin')}` : table;
}

/** The same for programs. */
export function listJson(items: readonly Item[]): string {
  return jsonText({
    plugins: items.map(({ plugin, release, matched }) => ({
      name: plugin.name,
      version: release.version,
      marketplace: plugin.marketplace,
      category: release.category ?? null,
      description: release.description,
      keywords: release.keywords,
      roles: release.integration.roles,
      ...(matched && { matched }),
    })),
  });
}
