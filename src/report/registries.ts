import { count, printable } from '../model/text.ts';
import { jsonText } from './json.ts';
import type { Style } from './style.ts';
import { tableText } from './table.ts';

/** One registry as it is listed. */
export interface RegistryRow {
  /** As it may be shown. */
  readonly source: string;
  /** Who named it: `--registry`, the project, the user's own list, or mkt itself. */
  readonly from: 'option' | 'project' | 'user' | 'bundled';
  readonly marketplaces: readonly string[];
  /** How many it has; undefined where that is not known. */
  readonly plugins?: number;
  /** When its cached copy was last compared with the original: an ISO date, and how long ago that was. */
  readonly fetched?: { readonly at: string; readonly age: string };
  /** Why it cannot be read. */
  readonly problem?: string;
  /** It is the fault of a network, a server or git. */
  readonly isWorld?: boolean;
}

/** Registries, one a row. */
export function registriesText(
  rows: readonly RegistryRow[],
  { style, width, terminal }: { style: Style; width: number; terminal: boolean },
): string {
  const cells = rows.map(({ source, from, marketplaces, plugins, fetched, problem }) =>
    [
      source,
      whose[from],
      marketplaces.join(', ') || '-',
      plugins === undefined ? '-' : String(plugins),
      fetched?.age ?? '-',
      problem ?? 'ok',
    ].map(printable),
  );
  const head = ['registry', 'named by', 'marketplace', 'plugins', 'fetched', 'state'];
  const table = tableText({ head, rows: cells }, { style, width, terminal });
  return terminal ? `${table}\n\n${count(rows.length, 'registry', 'registries')}` : table;
}

const whose: Readonly<Record<RegistryRow['from'], string>> = {
  option: '--registry',
  project: 'project',
  user: 'you',
  bundled: 'mkt',
};

/** The same for programs. */
export function registriesJson(rows: readonly RegistryRow[]): string {
  return jsonText({
    ok: rows.every(({ problem }) => problem === undefined),
    registries: rows.map(({ source, from, marketplaces, plugins, fetched, problem }) => ({
      source,
      from,
      marketplaces,
      plugins: plugins ?? null,
      fetched: fetched?.at ?? null,
      ...(problem !== undefined && { problem }),
    })),
  });
}
