import { createHash, randomUUID } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { withLock } from '../sources/cache/lock.ts';
import { isOfTheDisk, spareCache } from '../sources/cache/unwritable-cache.ts';
import { ownBytesOf, readOwn } from '../sources/files/read-file.ts';
import { cacheFolder, makeFolder } from '../sources/files/user-folders.ts';

/** What becomes of one file of a project. */
export interface FileChange {
  /** From the project's folder, with `/`. */
  readonly path: string;
  /** The whole new content; null removes the file. */
  readonly content: Uint8Array | string | AsyncIterable<Uint8Array> | null;
  /**
   * What was read before the change was decided, null if there was no file: if it is something else by now, nothing is written.
   * Undefined where it does not matter.
   */
  readonly before?: Uint8Array | string | null | undefined;
  /** Whether its owner may run it; undefined keeps the mode of a file that is there. */
  readonly executable?: boolean;
}

/** Why nothing was written. */
export interface Refusal {
  readonly path: string;
  readonly why: /** It, or a folder on the way, is a link that leads out of the project. */
    | 'leads-out'
    /** It has changed since it was read. */
    | 'changed'
    /** There is a folder, a pipe or the like. */
    | 'not-a-file';
}

/** What happened to the change of an interrupted run; `settled`: settings have again what they had before the client edited them. */
export type Recovered = 'nothing' | 'finished' | 'undone' | 'settled';

/** A project's folder while no other mkt writes there. */
export interface OwnProject {
  /** What was found of an earlier run: its change is now carried out whole, or not at all. */
  readonly recovered: Recovered;
  /** Carries out changes: all of them or, where one is refused, none. What follows a stop at any moment is the old or the new. */
  write(changes: readonly FileChange[]): Promise<readonly Refusal[]>;
  /**
   * Remembers a file that another program is about to edit, so that the next run can settle it if this one is stopped.
   * @param path one of {@link settledPaths}; others are the user's own, and are not remembered.
   * @returns what to call when the file is as it should be.
   */
  remember(path: string, content: string): () => void;
}

/** The files of a project that the client edits, and that are settled after a stop. A project could name any others for it. */
const settledPaths: readonly string[] = ['.claude/settings.json', '.claude/settings.local.json'];

/** Where changes are prepared, on the disk of the project, so that a rename is all that is left to do. */
const pendingFolder = '.mkt-pending';
const journalFile = 'journal.json';
const editedFile = 'edited.json';

/** What is left to do once everything is prepared. */
interface Journal {
  readonly mkt: 1;
  /** From the project's folder; the prepared file has the number of its place in this list. */
  readonly steps: readonly { readonly path: string; readonly to: 'put' | 'remove' }[];
}

/** A file that another program edits, as it was before. */
interface Edited {
  readonly mkt: 1;
  readonly path: string;
  readonly before: string;
}

/**
 * Does some work while no other mkt writes to the project. First it clears up what one that was stopped has left.
 * @throws LockBusy if another one does not end.
 */
export async function ownProject<T>(
  root: string,
  env: Readonly<Record<string, string | undefined>>,
  work: (project: OwnProject) => Promise<T>,
): Promise<T> {
  const real = realpathSync.native(root);
  return withLock(lockOf(real, env), async () => {
    const recovered = await recover(real);
    return work({
      recovered,
      write: (changes) => carryOut(real, changes),
      remember: (path, content) => remember(real, path, content),
    });
  });
}

/** Whether a mkt that was stopped has left something. */
export const isUnfinished = (root: string): boolean => existsSync(join(root, pendingFolder));

/**
 * The lock is among mkt's own files: it does not belong into the project, where it could be committed. A user who has no place for such
 * files has no other run to wait for either: the lock is then of this run alone.
 */
function lockOf(root: string, env: Readonly<Record<string, string | undefined>>): string {
  const name = `${createHash('sha256').update(root).digest('hex').slice(0, 24)}.lock`;
  const folder = join(cacheFolder(env), 'projects');
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
    return join(folder, name);
  } catch (error) {
    if (!isOfTheDisk(error)) throw error;
    return join(spareCache(), 'projects', name);
  }
}

async function carryOut(root: string, changes: readonly FileChange[]): Promise<readonly Refusal[]> {
  const refused = changes.flatMap((change) => refusalOf(root, change) ?? []);
  if (refused.length > 0 || changes.length === 0) return refused;
  const pending = join(root, pendingFolder);
  mkdirSync(pending, { mode: 0o700 });
  try {
    for (const [index, change] of changes.entries())
      await prepare(root, join(pending, String(index)), change);
    // The content may have taken long to come; edits made in the meantime are kept.
    const late = changes.flatMap((change) => refusalOf(root, change) ?? []);
    if (late.length > 0) {
      rmSync(pending, { recursive: true, force: true });
      return late;
    }
    const steps = changes.map(
      ({ path, content }) => ({ path, to: content === null ? 'remove' : 'put' }) as const,
    );
    const made = join(pending, `${journalFile}.${randomUUID()}`);
    writeSafely(made, [Buffer.from(JSON.stringify({ mkt: 1, steps } satisfies Journal))]);
    renameSync(made, join(pending, journalFile));
    syncFolder(pending);
  } catch (error) {
    rmSync(pending, { recursive: true, force: true });
    throw error;
  }
  // From here on a stop is made good by the next run.
  finish(root, pending);
  return [];
}

async function prepare(
  root: string,
  prepared: string,
  { path, content, executable }: FileChange,
): Promise<void> {
  if (content === null) return;
  const status = statSync(join(root, path), { throwIfNoEntry: false });
  // A file that cannot be written by its owner is not replaced behind their back.
  if (status !== undefined) accessSync(join(root, path), constants.W_OK);
  const usual = executable === true ? 0o777 : 0o666;
  if (typeof content === 'string' || content instanceof Uint8Array)
    writeSafely(prepared, [Buffer.from(content)], usual);
  else await writeStream(prepared, content, usual);
  const kept = status === undefined ? undefined : status.mode & 0o7777;
  if (kept === undefined) return;
  const mode = executable === undefined ? kept : executable ? kept | ((kept & 0o444) >> 2) : kept & ~0o111;
  chmodSync(prepared, mode);
}

function writeSafely(file: string, pieces: readonly Uint8Array[], mode = 0o600): void {
  const descriptor = openSync(file, 'wx', mode);
  try {
    for (const piece of pieces) writeAll(descriptor, piece);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

async function writeStream(file: string, pieces: AsyncIterable<Uint8Array>, mode: number): Promise<void> {
  const descriptor = openSync(file, 'wx', mode);
  try {
    for await (const piece of pieces) writeAll(descriptor, piece);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
}

/**
 * Puts prepared files into place, as far as that was not done before a stop.
 * @returns whether there was anything to put: a project could bring a journal that mkt has not written.
 */
function finish(root: string, pending: string): boolean {
  const steps = stepsIn(readOwn(join(pending, journalFile)));
  if (steps === undefined) return false;
  const folders = new Set<string>();
  for (const [index, { path, to }] of steps.entries()) {
    // Not through a link that was created there since.
    if (leadsOut(root, path)) continue;
    const target = realTarget(join(root, path));
    if (to === 'remove') removeFile(root, target);
    else {
      const prepared = join(pending, String(index));
      if (!existsSync(prepared)) continue;
      mkdirSync(dirname(target), { recursive: true });
      renameSync(prepared, target);
    }
    folders.add(dirname(target));
  }
  for (const folder of folders) if (existsSync(folder)) syncFolder(folder);
  // First the journal: without it, what is left counts as never begun.
  rmSync(join(pending, journalFile), { force: true });
  rmSync(pending, { recursive: true, force: true });
  return true;
}

/** The steps of a journal; undefined for anything else. */
function stepsIn(text: string): Journal['steps'] | undefined {
  try {
    const steps = (JSON.parse(text) as Journal | null)?.steps;
    const isWhole = steps?.every(
      ({ path, to }) => typeof path === 'string' && (to === 'put' || to === 'remove'),
    );
    return isWhole === true ? steps : undefined;
  } catch {
    return undefined;
  }
}

/** A link within the project stays one: what it leads to is replaced. */
const realTarget = (target: string): string => (existsSync(target) ? realpathSync.native(target) : target);

/** Takes a file away, and the folders that it leaves empty. */
function removeFile(root: string, target: string): void {
  rmSync(target, { force: true });
  for (
    let folder = dirname(target);
    folder !== root && folder.startsWith(`${root}${sep}`);
    folder = dirname(folder)
  ) {
    if (!existsSync(folder) || readdirSync(folder).length > 0) return;
    rmdirSync(folder);
  }
}

function remember(root: string, path: string, before: string): () => void {
  if (!settledPaths.includes(path)) return () => undefined;
  const pending = join(root, pendingFolder);
  mkdirSync(pending, { mode: 0o700 });
  const made = join(pending, `${editedFile}.${randomUUID()}`);
  writeSafely(made, [Buffer.from(JSON.stringify({ mkt: 1, path, before } satisfies Edited))]);
  renameSync(made, join(pending, editedFile));
  syncFolder(pending);
  return () => rmSync(pending, { recursive: true, force: true });
}

/** Settles a file that another program edited. What edits settings is loaded only for that. */
async function settle(root: string, pending: string): Promise<Recovered> {
  const edited = editedIn(join(pending, editedFile));
  const target = join(root, edited?.path ?? '');
  if (edited !== undefined && !leadsOut(root, edited.path) && existsSync(target)) {
    const { settleAfterStop } = await import('./settle-file.ts');
    settleAfterStop(target, edited.before);
  }
  rmSync(pending, { recursive: true, force: true });
  return 'settled';
}

/** What {@link remember} wrote; undefined for anything else, since a project could bring its own. */
function editedIn(file: string): Edited | undefined {
  try {
    const edited = JSON.parse(readOwn(file)) as Edited | null;
    return typeof edited?.before === 'string' && settledPaths.includes(edited.path) ? edited : undefined;
  } catch {
    return undefined;
  }
}

async function recover(root: string): Promise<Recovered> {
  const pending = join(root, pendingFolder);
  const status = lstatSync(pending, { throwIfNoEntry: false });
  if (status === undefined || !status.isDirectory()) return 'nothing';
  if (existsSync(join(pending, journalFile)) && finish(root, pending)) return 'finished';
  if (existsSync(join(pending, editedFile))) return settle(root, pending);
  rmSync(pending, { recursive: true, force: true });
  return 'undone';
}

/** Why a file may not be changed; undefined if it may. */
function refusalOf(root: string, { path, before }: FileChange): Refusal | undefined {
  if (leadsOut(root, path)) return { path, why: 'leads-out' };
  const target = join(root, path);
  const status = statSync(target, { throwIfNoEntry: false });
  if (status !== undefined && !status.isFile()) return { path, why: 'not-a-file' };
  if (before === undefined) return undefined;
  const isSame =
    status === undefined
      ? before === null
      : before !== null && Buffer.from(before).equals(ownBytesOf(target));
  return isSame ? undefined : { path, why: 'changed' };
}

/** Whether a path leads out of the project: by its steps, or because a part of it is a link. Links inside the project are none of ours. */
function leadsOut(root: string, path: string): boolean {
  if (path === '' || path.split('/').some((step) => step === '' || step === '.' || step === '..'))
    return true;
  let folder = root;
  for (const step of path.split('/')) {
    folder = join(folder, step);
    const status = lstatSync(folder, { throwIfNoEntry: false });
    if (status === undefined) return false;
    if (!status.isSymbolicLink()) continue;
    try {
      const from = relative(root, realpathSync.native(folder));
      if (from === '..' || from.startsWith(`..${sep}`) || from.includes(':')) return true;
    } catch {
      // To nothing: what would come of it is not known.
      return true;
    }
    folder = realpathSync.native(folder);
  }
  return false;
}

/** Makes renames in a folder last; where the system has no such thing, its own order must do. */
function syncFolder(folder: string): void {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(folder, 'r');
    fsyncSync(descriptor);
  } catch {
    // Windows opens no folders.
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
