import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CopyFile, LockedRelease } from '../changes/plugin-copy.ts';
import { type FileTree, marketplacePath } from '../client/file-tree.ts';
import { openJson } from '../client/json-file.ts';
import { type Entry, manifestPath, readManifest } from '../client/manifest.ts';
import { entriesOf, maximumMarketplaceBytes, policyOf } from '../client/marketplace-file.ts';
import type { Renames } from '../client/requirements.ts';
import type { Lock, LockedPlugin } from '../model/lock.ts';
import type { PluginId } from '../model/plugin-id.ts';
import { clientFacts } from '../sources/registries/bundled-client-facts.ts';
import {
  type LockedPlaces,
  lockedFiles,
  noneOpened,
  readLockedTogether,
} from '../sources/registries/locked-files.ts';
import { contentIntegrity } from './content-integrity.ts';
import { commitsIn } from './locked-commits.ts';
import type { LockWorld } from './make-lock.ts';

/** A locked plugin that was read, with what its files hold. */
export interface ReadRelease extends LockedRelease {
  readonly id: PluginId;
  readonly tree: FileTree;
}

/** Why a locked plugin could not be read. */
export interface UnreadRelease {
  readonly id: PluginId;
  readonly reason: string;
  readonly hint?: string;
}

/** Reads every locked plugin at its commit, and proves that its files are the locked ones. */
export async function readLockedReleases(
  lock: Lock,
  outer: LockWorld,
): Promise<{ readonly releases: readonly ReadRelease[]; readonly failed: readonly UnreadRelease[] }> {
  // The lock says what to read: no repository is asked for anything newer.
  const access = { ...outer.access, lockedCommits: commitsIn(lock) };
  const world = { ...outer, access, opened: noneOpened() };
  await readLockedTogether([...lock.plugins.values()], world);
  const releases: ReadRelease[] = [];
  const failed: UnreadRelease[] = [];
  const marketplaces = new Map<string, Promise<Home>>();
  for (const [id, locked] of lock.plugins) {
    const found = await readOne(locked, lock, world);
    if ('reason' in found) {
      failed.push({ id, ...found });
      continue;
    }
    const { tree, around } = found;
    const key = `${locked.marketplace}\0${locked.commit === undefined}`;
    const home = marketplaces.get(key) ?? homeOf(locked, lock, world);
    marketplaces.set(key, home);
    const { entries, renames } = await home;
    const entry = entries.find(({ name }) => name === locked.name);
    const manifest = readManifest(tree, entry, clientFacts());
    const manifestText = tree.read(manifestPath)?.toString('utf8');
    releases.push({ id, tree, locked, manifest, entries: tree.entries(), manifestText, renames, around });
  }
  return { releases, failed };
}

async function readOne(
  locked: LockedPlugin,
  { marketplaces }: Lock,
  world: LockedPlaces,
): Promise<{ readonly tree: FileTree; readonly around: readonly string[] } | Omit<UnreadRelease, 'id'>> {
  if (typeof locked.source !== 'string' && locked.source.source === 'command')
    return { reason: 'its files come from a command, and mkt does not run commands from plugins' };
  const files = await lockedFiles(locked, marketplaces.get(locked.marketplace), world);
  if ('problem' in files) return { reason: `its files are not available: ${files.problem}` };
  const { content: tree } = files;
  const found = await contentIntegrity(tree);
  if ('fault' in found) return { reason: `\`${found.fault.location.file}\` cannot be copied exactly` };
  if (found.integrity !== locked.integrity)
    return { reason: 'its files are not the locked ones', hint: 'run `mkt lock --verify`' };
  const pointer = await largeFilePointer(tree);
  return pointer === undefined
    ? { tree, around: files.around() }
    : { reason: `\`${pointer}\` is a Git LFS pointer: its content is not in the repository` };
}

const pointerStart = 'version https://git-lfs.github.com/spec/v1\n';
const longestPointer = 1024;

async function largeFilePointer(tree: FileTree): Promise<string | undefined> {
  for (const { path, kind, size } of tree.entries()) {
    if (kind !== 'file' || size > longestPointer || size < pointerStart.length) continue;
    const pieces: Uint8Array[] = [];
    for await (const bytes of tree.stream(path)) pieces.push(bytes);
    if (Buffer.concat(pieces).toString('latin1').startsWith(pointerStart)) return path;
  }
  return undefined;
}

/** What copies need of a marketplace. */
interface Home {
  readonly entries: readonly Entry[];
  readonly renames: Renames;
}

const nothing: Home = { entries: [], renames: new Map() };

/** A marketplace as it was when it was locked; empty if it is not a marketplace of the client. */
async function homeOf(
  { marketplace, commit }: LockedPlugin,
  { marketplaces }: Lock,
  world: LockedPlaces,
): Promise<Home> {
  const home = marketplaces.get(marketplace);
  if (home === undefined) return nothing;
  const { url } = home;
  if (url === undefined && !existsSync(resolve(world.root, home.source))) return nothing;
  // A plugin without a commit was locked from a folder as it is, and so was its entry.
  const at = home.commit === undefined || commit === undefined ? {} : { commit: home.commit };
  const source = url === undefined ? './' : { source: 'url', url };
  const files = await lockedFiles({ source, ...at }, home, world);
  if ('problem' in files) return nothing;
  const file = openJson(files.content, marketplacePath, maximumMarketplaceBytes);
  return file === undefined ? nothing : { entries: entriesOf(file), renames: policyOf(file).renames };
}

/** The SHA-256 of the bytes that a file of a copy shall have. */
export async function sha256Of({ content }: CopyFile, tree: FileTree): Promise<string> {
  const hash = createHash('sha256');
  if ('text' in content) hash.update(content.text);
  else for await (const bytes of tree.stream(content.from)) hash.update(bytes);
  return hash.digest('hex');
}
