import { listed, printable, quoted } from '../model/text.ts';
import type { RegistryChange } from './results.ts';

/** `mkt registry add` for people. */
export function registryAddText(
  { rows: [row], wasThere }: RegistryChange,
  { quiet }: { quiet: boolean },
): string {
  if (quiet) return '';
  const { source, marketplaces, plugins = 'unknown number of' } = row;
  const what = `${marketplaces.length === 1 ? 'marketplace' : 'marketplaces'} ${listed(quoted(marketplaces))}`;
  return printable(`${wasThere ? 'already added:' : 'added'} ${source} (${what}, ${plugins} plugins)`);
}
