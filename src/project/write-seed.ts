import { randomUUID } from 'node:crypto';
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { seedMark, seedMarketplaces } from '../changes/seed.ts';
import type { Lock } from '../model/lock.ts';
import type { PluginId } from '../model/plugin-id.ts';
import { isAlive } from '../sources/cache/lock.ts';
import { type ReadRelease, readLockedReleases } from './locked-releases.ts';
import type { LockWorld } from './make-lock.ts';
import { whyNoFolder } from './stored-plugin.ts';
import { sourceOf } from './sync-settings.ts';

/** Why no seed was written. */
export interface NoSeed {
  readonly id: string;
  readonly reason: string;
  readonly hint?: string;
}

/** A seed is the same whenever it is written: the client asks for a time, and does not use it. */
const always = '1970-01-01T00:00:00.000Z';

/**
 * Writes the locked plugins as a seed: a folder that containers have, from where the client loads plugins that settings enable. It is
 * written next to its place and moved there, so that no other process finds half of it.
 * @param folder absolute. What is there is replaced only if it is a seed of mkt.
 */
export async function writeSeed(
  lock: Lock,
  folder: string,
  world: LockWorld,
): Promise<{ readonly refused: readonly NoSeed[] } | { readonly plugins: readonly PluginId[] }> {
  if (existsSync(folder) && readdirSync(folder).length > 0 && !existsSync(join(folder, seedMark)))
    return {
      refused: [
        { id: folder, reason: 'is not empty, and `mkt sync` did not create it', hint: 'name another folder' },
      ],
    };
  const { releases, failed } = await readLockedReleases(lock, world);
  if (failed.length > 0) return { refused: failed };
  const bad = [...lock.plugins.values()]
    .flatMap(({ name, marketplace }) => [name, marketplace])
    .find(isNoFolder);
  if (bad !== undefined) return { refused: [{ id: bad, reason: 'cannot be the name of a folder' }] };
  const seed = seedMarketplaces(releases);
  if ('refused' in seed) return { refused: [{ id: seed.plugin, reason: seed.refused }] };
  const known: Record<string, unknown> = {};
  for (const { name } of seed.marketplaces) {
    const { url } = lock.marketplaces.get(name) ?? {};
    // The record may name what `marketplace add` would not take, such as `file://`.
    const source = sourceOf(lock.marketplaces.get(name), world.root) ?? (url && { source: 'git', url });
    if (source === undefined)
      return { refused: [{ id: name, reason: 'the client cannot express the source of this marketplace' }] };
    known[name] = { source, installLocation: join(folder, 'marketplaces', name), lastUpdated: always };
  }
  if (clearHalves(folder))
    world.access.notice(
      'an earlier run was interrupted while it wrote the seed; mkt has cleared up what it left',
    );
  const made = `${folder}.${process.pid}-${randomUUID()}.new`;
  try {
    for (const { name, text, plugins } of seed.marketplaces) {
      const place = join(made, 'marketplaces', name);
      put(join(place, '.claude-plugin/marketplace.json'), text);
      for (const { release, folder: own, files } of plugins)
        for (const { path, executable, content } of files) {
          const file = join(place, own, path);
          const mode = executable ? 0o755 : 0o644;
          if ('text' in content) put(file, content.text, mode);
          else {
            mkdirSync(dirname(file), { recursive: true });
            const { tree } = release as ReadRelease;
            await pipeline(
              Readable.from(tree.stream(content.from)),
              createWriteStream(file, { mode, flags: 'wx' }),
            );
          }
        }
    }
    put(join(made, 'known_marketplaces.json'), `${JSON.stringify(known, null, 2)}\n`);
    const integrity = Object.fromEntries([...lock.plugins].map(([id, each]) => [id, each.integrity]));
    put(join(made, seedMark), `${JSON.stringify({ mkt: 1, plugins: integrity }, null, 2)}\n`);
    replaceFolder(made, folder);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
  return { plugins: [...lock.plugins.keys()] };
}

/**
 * Puts away what an mkt that was killed left next to a seed: a half-written one, or the old one that was to be replaced, which goes back
 * if nothing took its place. What another mkt on this machine is writing stays.
 * @returns whether there was anything.
 */
export function clearHalves(folder: string): boolean {
  const above = dirname(folder);
  if (!existsSync(above)) return false;
  let found = false;
  for (const name of readdirSync(above).sort()) {
    const rest = name.startsWith(`${basename(folder)}.`) ? name.slice(basename(folder).length) : '';
    const [, pid, old] = /^\.(\d+)-[0-9a-f-]{36}\.new(\.old)?$/.exec(rest) ?? [];
    if (pid === undefined || isAlive(Number(pid))) continue;
    found = true;
    if (old !== undefined && !existsSync(folder)) renameSync(join(above, name), folder);
    else rmSync(join(above, name), { recursive: true, force: true });
  }
  return found;
}

/** Moves a folder to the place of another one, which stays where it is if that fails. */
export function replaceFolder(made: string, folder: string): void {
  const old = `${made}.old`;
  const isThere = existsSync(folder);
  if (isThere) renameSync(folder, old);
  try {
    renameSync(made, folder);
  } catch (error) {
    if (isThere) renameSync(old, folder);
    throw error;
  }
  rmSync(old, { recursive: true, force: true });
}

const isNoFolder = (name: string): boolean => whyNoFolder(name) !== undefined;

function put(file: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text, { mode, flag: 'wx' });
}
