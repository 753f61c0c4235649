import { randomUUID } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { needsPackages, type PluginCopy, pluginCopy } from '../changes/plugin-copy.ts';
import type { Lock } from '../model/lock.ts';
import { type PluginId, pluginId } from '../model/plugin-id.ts';
import { makeFolder } from '../sources/files/user-folders.ts';
import { folderIntegrity } from './folder-integrity.ts';
import { readLockedReleases } from './locked-releases.ts';
import type { LockWorld } from './make-lock.ts';
import {
  type StoredPlugin,
  type StoreRecord,
  storeRecordName,
  type Unstored,
  whyNoFolder,
} from './stored-plugin.ts';

/** Writes copies into the store; their dependencies are read as well, because a copy names them as their manifests do. */
export async function addToStore(
  {
    lock,
    missing,
    places,
  }: {
    readonly lock: Lock;
    readonly missing: ReadonlyMap<PluginId, StoredPlugin['state']>;
    readonly places: ReadonlyMap<PluginId, string>;
  },
  world: LockWorld,
): Promise<{ readonly plugins: readonly StoredPlugin[]; readonly failed: readonly Unstored[] }> {
  const ids = new Set(missing.keys());
  for (const id of missing.keys())
    for (const { name, marketplace } of lock.plugins.get(id)?.dependencies ?? [])
      ids.add(pluginId(name, marketplace));
  const part = { ...lock, plugins: new Map([...lock.plugins].filter(([id]) => ids.has(id))) };
  const { releases, failed } = await readLockedReleases(part, world);
  const names = new Map(releases.map(({ id, manifest }) => [id, manifest.namespace]));
  // One that was not read is reported once, not again for each plugin that requires it.
  for (const { id } of failed) names.set(id, id.slice(0, id.lastIndexOf('@')));
  const plugins: StoredPlugin[] = [];
  const unstored: Unstored[] = failed.filter(({ id }) => missing.has(id));
  for (const release of releases) {
    const { id, tree, manifest, locked } = release;
    const state = missing.get(id);
    const place = places.get(id);
    if (state === undefined || place === undefined) continue;
    const copy = pluginCopy(release, names);
    const name = manifest.namespace;
    const reason = 'refused' in copy ? copy.refused : whyNoFolder(name);
    if ('refused' in copy || reason !== undefined) {
      unstored.push({ id, reason: String(reason) });
      continue;
    }
    const packages = needsPackages(release);
    await put(place, { copy, name, needsPackages: packages, stream: (path) => tree.stream(path) });
    plugins.push({
      id,
      version: locked.version,
      name,
      folder: join(place, name),
      needsPackages: packages,
      state,
    });
  }
  return { plugins, failed: unstored };
}

/** Writes a copy next to its place and moves it there, so that no other process ever finds half of it. */
async function put(
  place: string,
  {
    copy,
    name,
    needsPackages,
    stream,
  }: {
    copy: PluginCopy;
    name: string;
    needsPackages: boolean;
    stream: (path: string) => AsyncIterable<Uint8Array>;
  },
): Promise<void> {
  const made = `${place}.${randomUUID()}.new`;
  makeFolder(made);
  try {
    for (const { path, executable, content } of copy.files) {
      const file = join(made, name, path);
      mkdirSync(dirname(file), { recursive: true });
      const mode = executable ? 0o755 : 0o644;
      if ('text' in content) writeFileSync(file, content.text, { mode, flag: 'wx' });
      else
        await pipeline(Readable.from(stream(content.from)), createWriteStream(file, { mode, flags: 'wx' }));
    }
    mkdirSync(join(made, name), { recursive: true });
    const integrity = folderIntegrity(join(made, name));
    if (integrity === undefined) throw new Error(`a copy of ${name} cannot be read again`);
    const record: StoreRecord = { mkt: 1, name, integrity, needsPackages };
    writeFileSync(join(made, storeRecordName), JSON.stringify(record), { mode: 0o600 });
    replaceFolder(made, place);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

/** Of two processes that write the same, the later one keeps what the first has put there. */
function replaceFolder(made: string, place: string): void {
  const old = `${place}.${randomUUID()}.old`;
  if (existsSync(place)) renameSync(place, old);
  try {
    renameSync(made, place);
  } catch (error) {
    if (!existsSync(place)) throw error;
  }
  rmSync(old, { recursive: true, force: true });
}
