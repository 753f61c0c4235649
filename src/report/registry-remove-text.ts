import { printable } from '../model/text.ts';
import type { RegistryChange } from './results.ts';

/** `mkt registry remove` for people. */
export function registryRemoveText({ rows: [row] }: RegistryChange, { quiet }: { quiet: boolean }): string {
  return quiet ? '' : printable(`removed ${row.source}`);
}
