import { registriesText } from './registries-text.ts';
import type { RegistriesResult } from './results.ts';
import type { View } from './view.ts';

/** `mkt registry update` for people. */
export function registryUpdateText(
  result: RegistriesResult,
  view: Pick<View, 'style' | 'width' | 'terminal' | 'quiet'>,
): string {
  if (view.quiet) return '';
  return result.rows.length === 0
    ? 'nothing to fetch: no registry comes from git or the network'
    : registriesText(result, view);
}
