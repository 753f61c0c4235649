import type { Registry } from '../../src/model/registry.ts';
import type { IndexFile } from '../../src/sources/registries/index-registry.ts';
import { indexOf, type NamedRecord, readRecords } from '../../src/sources/registries/write-index.ts';

/**
 * A registry that can list its plugins, as an index file.
 * @param leaveOut receives the plugins and releases that cannot be read or cannot be part of an index.
 */
export const toIndex = async (registry: Registry, leaveOut?: (what: string) => void): Promise<IndexFile> =>
  indexOf(await recordsOf(registry, leaveOut));

async function recordsOf(registry: Registry, leaveOut?: (what: string) => void): Promise<NamedRecord[]> {
  const found: NamedRecord[] = [];
  await readRecords([registry], (_, records) => found.push(...records), leaveOut);
  return found;
}
