import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Lock, LockedPlugin } from '../model/lock.ts';
import { type PluginId, pluginId } from '../model/plugin-id.ts';
import { readOwn } from '../sources/files/read-file.ts';
import { folderIntegrity } from './folder-integrity.ts';
import type { LockWorld } from './make-lock.ts';
import {
  type StoredPlugin,
  type StoreRecord,
  storeRecordName,
  type Unstored,
  whyNoFolder,
} from './stored-plugin.ts';

/** Raised when the same lock would make another copy. */
const storeFormat = 1;

/**
 * Locked plugins as folders that a client can load for one session: each in mkt's store, at a place that follows from its lock. What
 * is there is compared with what was written, byte by byte; what is missing or has changed is written again from the locked commit.
 */
export async function storedPlugins(
  lock: Lock,
  wanted: readonly PluginId[],
  world: LockWorld,
): Promise<{ readonly plugins: readonly StoredPlugin[]; readonly failed: readonly Unstored[] }> {
  const store = join(world.access.cache, 'store');
  const found = new Map<PluginId, StoredPlugin>();
  const missing = new Map<PluginId, StoredPlugin['state']>();
  for (const id of wanted) {
    const place = join(store, placeOf(id, lock));
    const there = verified(place);
    if (typeof there === 'string') missing.set(id, there);
    else found.set(id, { id, version: versionOf(id, lock), ...there, state: 'there' });
  }
  const failed: Unstored[] = [];
  if (missing.size > 0) {
    const { addToStore } = await import('./store-write.ts');
    const places = new Map([...missing.keys()].map((id) => [id, join(store, placeOf(id, lock))]));
    const added = await addToStore({ lock, missing, places }, world);
    for (const plugin of added.plugins) found.set(plugin.id, plugin);
    failed.push(...added.failed);
  }
  return { plugins: wanted.flatMap((id) => found.get(id) ?? []), failed };
}

const versionOf = (id: PluginId, lock: Lock): string => lock.plugins.get(id)?.version ?? '';

/** The folder of a copy in the store: another one for whatever would change a byte of it. */
function placeOf(id: PluginId, { plugins, marketplaces }: Lock): string {
  const locked = plugins.get(id) as LockedPlugin;
  const siblings = locked.dependencies.map(({ name, marketplace }) => {
    const sibling = pluginId(name, marketplace);
    return [sibling, plugins.get(sibling)?.integrity ?? ''];
  });
  const { version, source, commit, integrity, dependencies, marketplace } = locked;
  const all = [storeFormat, id, version, source, commit, integrity, dependencies, siblings];
  const text = JSON.stringify([...all, marketplaces.get(marketplace)]);
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** What a place holds, if every byte is what was written; else whether it is new or was changed. */
function verified(
  place: string,
): Pick<StoredPlugin, 'name' | 'folder' | 'needsPackages'> | 'added' | 'restored' {
  const file = join(place, storeRecordName);
  if (!existsSync(file)) return 'added';
  let record: StoreRecord;
  try {
    record = JSON.parse(readOwn(file)) as StoreRecord;
  } catch {
    return 'restored';
  }
  if (typeof record.name !== 'string' || whyNoFolder(record.name) !== undefined) return 'restored';
  const folder = join(place, record.name);
  if (folderIntegrity(folder) !== record.integrity) return 'restored';
  return { name: record.name, folder, needsPackages: record.needsPackages };
}
