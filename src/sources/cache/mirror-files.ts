import { createHash, randomUUID } from 'node:crypto';
import { copyFileSync, linkSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { writeAtomically } from '../files/atomic-write.ts';
import { readOwn } from '../files/read-file.ts';
import { isOfKeptAnswers } from '../git/kept-answers.ts';

/** The state of a mirror: which generation of its files is current, and how old it is. */
export interface MirrorState {
  readonly mkt: 1;
  /** The form that can be shown. */
  readonly label: string;
  /** The folder with the current files; each change makes a new one, so that no process reads half of one. */
  readonly generation: string;
  /** When the remote was last asked, in milliseconds. */
  readonly checked: number;
  /** What the refs of the remote pointed to at that time, to see whether anything has changed. */
  readonly listing: string;
  /** The commits that the requested ref has led to, the newest first. */
  readonly heads?: readonly string[];
  /** The names of all its tags with their commits, including those that were not fetched. */
  readonly tags: readonly (readonly [name: string, commit: string])[];
}

/** More packs than this make reading slow; then everything is fetched again. */
const mostPacks = 40;
/** How long to keep an old generation that another mkt may be reading, and what a run may still be writing. */
export const keptMilliseconds = 3_600_000;

/** The folder of a mirror. Its name is a hash: URLs can be long and contain secrets. */
export function mirrorFolder(cache: string, url: string, ref: string | undefined): string {
  const key = createHash('sha256')
    .update(JSON.stringify([url, ref ?? '']))
    .digest('hex');
  return join(cache, 'git', key.slice(0, 24));
}

/**
 * Whether a folder is a generation of a mirror of this cache. Other repositories below the cache are the user's: `MKT_CACHE_DIR` may
 * name any folder.
 */
export const isGeneration = (cache: string, folder: string): boolean =>
  /^git\/[0-9a-f]{24}\/[\w-]+\.git$/.test(relative(cache, folder).replaceAll(sep, '/'));

/** The state of a mirror; undefined if there is none that can be used. */
export function readState(folder: string): MirrorState | undefined {
  try {
    const state = JSON.parse(readOwn(join(folder, 'state.json'))) as MirrorState;
    const sound = state.mkt === 1 && /^[\w-]+\.git$/.test(state.generation) && Array.isArray(state.tags);
    return sound && statSync(join(folder, state.generation)).isDirectory() ? state : undefined;
  } catch {
    return undefined;
  }
}

/** Makes a state the current one, at once and as a whole. */
export function writeState(folder: string, state: MirrorState): void {
  writeAtomically(join(folder, 'state.json'), `${JSON.stringify(state)}\n`);
}

/** The name of a generation that does not exist yet. */
export function newGeneration(): string {
  return `${randomUUID()}.git`;
}

/** A copy of a generation to change. Objects never change, so they are hard links; false if a new repository is better. */
export function copyGeneration(from: string, to: string): boolean {
  const packs = readdirSync(join(from, 'objects', 'pack')).filter((name) => name.endsWith('.pack'));
  if (packs.length > mostPacks) return false;
  copyFolder(from, to, false);
  return true;
}

function copyFolder(from: string, to: string, isObjects: boolean): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) copyFolder(source, target, isObjects || entry.name === 'objects');
    else if (entry.isFile() && !/^tmp_|\.lock$/.test(entry.name) && !isOfKeptAnswers(entry.name))
      copyFile(source, target, isObjects);
  }
}

function copyFile(source: string, target: string, link: boolean): void {
  try {
    if (link) linkSync(source, target);
    else copyFileSync(source, target);
  } catch (error) {
    // This disk has no hard links. A pack that was removed in the meantime is not in any of the refs.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') copyFileSync(source, target);
  }
}

/** Removes generations that no process can still be reading, and the leftovers of an mkt that was stopped. */
export function removeOldGenerations(folder: string, present: string, now: number): void {
  for (const name of readdirSync(folder)) {
    if (!/\.git$|\.new$/.test(name) || name === present) continue;
    const path = join(folder, name);
    const status = statSync(path, { throwIfNoEntry: false });
    if (status !== undefined && now - status.mtimeMs > keptMilliseconds)
      rmSync(path, { recursive: true, force: true });
  }
}
