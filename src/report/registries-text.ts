import { count, printable } from '../model/text.ts';
import type { RegistriesResult, RegistryRow } from './results.ts';
import type { Style } from './style.ts';
import { tableText } from './table.ts';

/** Registries, one per row. */
export function registriesText(
  { rows }: RegistriesResult,
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
  const head = ['registry', 'added by', 'marketplace', 'plugins', 'fetched', 'state'];
  const table = tableText({ head, rows: cells }, { style, width, terminal });
  return terminal ? `${table}\n\n${count(rows.length, 'registry', 'registries')}` : table;
}

const whose: Readonly<Record<RegistryRow['from'], string>> = {
  option: '--registry',
  project: 'project',
  user: 'you',
  bundled: 'mkt',
};
