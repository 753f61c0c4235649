import type { Fault } from '../model/problems.ts';
import { malformed } from '../text/source-text.ts';
import { type Chunks, resolvedPath, type TreeEntry, wholeOrThrow } from './tree-entry.ts';

/**
 * The files of a marketplace or of one plugin, wherever they lie: in a folder on disk, in a tree of git. Paths have `/` on
 * every system, are relative to the root of the tree, and never leave it.
 */
export interface FileTree {
  /** Where it lies, as findings show it: the front part of every shown path. Empty for the working folder. */
  readonly label: string;
  /** All regular files, sorted by code unit; walking happens on the first call. `.git` and `node_modules` are left out. */
  files(): readonly string[];
  /**
   * The bytes of a file, or undefined if there is none or it cannot be read; then {@link problems} says why, unless the file
   * is simply not there.
   * @param most bytes that it may have; a larger file is not read at all.
   */
  read(path: string, most?: number): Buffer | undefined;
  /**
   * All that an exact copy must hold, sorted by code unit: every file, those below `node_modules` too, and every link, which is
   * not followed. Folders are there as far as something lies in them. `.git` is left out wherever it lies. Whatever else is not
   * among them has a problem: what is neither file nor link (it is never opened), submodules, names and targets that cannot be
   * told, what is beyond {@link maximumTreeFiles} or {@link maximumTreeDepth}. No path stands twice, and none lies below another,
   * so that whoever writes them in turn never writes through a link. Walking happens on the first call; no file is read, but a
   * partial copy of a repository fetches what it lacks.
   */
  entries(): readonly TreeEntry[];
  /**
   * The bytes that {@link read} would give, however many, and those of all files among {@link entries}. A link stands for the file
   * that it leads to within the tree. Nothing happens before the first piece is asked for, and whoever stops early leaves nothing
   * open. Each piece is the reader's to keep, none to change.
   * @throws UnreadableEntry while it is iterated, with the fault: there is no such file, it is not a regular one, it lies outside
   *   the tree, it cannot be read, or it changed meanwhile.
   */
  stream(path: string): AsyncIterable<Uint8Array>;
  /** What was wrong with the files themselves so far: links that leave the tree, files that are too large, too many files. */
  readonly problems: readonly Fault[];
}

/** Where a marketplace lists its plugins. */
export const marketplacePath = '.claude-plugin/marketplace.json';

/** At most so many files of one tree are looked at. */
export const maximumTreeFiles = 100_000;

/** Folders nested deeper than this are not looked into. */
export const maximumTreeDepth = 32;

/** Folders that hold no part of a plugin, however many files they have. */
export const skippedFolders: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/** A path of a tree as findings show it. */
export function shownIn({ label }: FileTree, path: string): string {
  if (label === '' || label === '.') return path === '' ? '.' : path;
  return path === '' ? label : `${label}/${path}`;
}

/**
 * Joins a folder of a tree with a path that a manifest states (`./plugins/x`, `.`), or undefined if that leaves the tree, is
 * absolute or holds a NUL.
 * @param base a folder of the tree, empty for its root.
 */
export function pathInTree(base: string, stated: string): string | undefined {
  if (/^[/\\]|^[a-z]:[/\\]|\0/i.test(stated)) return undefined;
  const steps: string[] = base === '' ? [] : base.split('/');
  for (const step of stated.split(/[/\\]/)) {
    if (step === '' || step === '.') continue;
    if (step !== '..') steps.push(step);
    else if (steps.pop() === undefined) return undefined;
  }
  return steps.join('/');
}

/** The files below a folder of a sorted list of files, without that folder's name. */
export function filesBelow(files: readonly string[], folder: string): readonly string[] {
  if (folder === '') return files;
  const prefix = `${folder}/`;
  const start = firstNotBefore(files, prefix);
  let end = start;
  while (files[end]?.startsWith(prefix) === true) end += 1;
  return files.slice(start, end).map((file) => file.slice(prefix.length));
}

/** Whether a sorted list of files has this one. */
export function hasFile(files: readonly string[], path: string): boolean {
  return files[firstNotBefore(files, path)] === path;
}

/** Whether a sorted list of files has any below this folder. */
export function hasFolder(files: readonly string[], folder: string): boolean {
  if (folder === '') return true;
  return files[firstNotBefore(files, `${folder}/`)]?.startsWith(`${folder}/`) === true;
}

/** The tree below a folder of a tree. Its links may lead to what lies beside it in the tree. */
export function subtree(tree: FileTree, folder: string): FileTree {
  if (folder === '') return tree;
  let files: readonly string[] | undefined;
  let entries: readonly TreeEntry[] | undefined;
  return {
    label: shownIn(tree, folder),
    files: () => {
      files ??= filesBelow(tree.files(), folder);
      return files;
    },
    read: (path, most) => tree.read(`${folder}/${path}`, most),
    entries: () => {
      entries ??= entriesBelow(tree.entries(), folder);
      return entries;
    },
    async *stream(path) {
      const isBelow = !path.split('/').includes('..');
      if (isBelow) yield* tree.stream(`${resolvedPath(tree.entries(), folder) || folder}/${path}`);
      else yield* streamOf(shownIn(tree, `${folder}/${path}`), () => undefined);
    },
    get problems() {
      return tree.problems;
    },
  };
}

/** A folder that is a link holds what lies where it leads, as it does for {@link filesBelow}. */
function entriesBelow(entries: readonly TreeEntry[], folder: string): readonly TreeEntry[] {
  const real = resolvedPath(entries, folder);
  if (real === undefined || real === '') return [];
  const prefix = `${real}/`;
  return entries
    .filter(({ path }) => path.startsWith(prefix))
    .map((entry) => ({ ...entry, path: entry.path.slice(prefix.length) }));
}

/**
 * The stream of a file whose bytes are in memory.
 * @param shown its path as findings show it.
 * @param bytes undefined if there is no such file.
 */
export function streamOf(shown: string, bytes: () => Uint8Array | undefined): AsyncIterable<Uint8Array> {
  return wholeOrThrow(piece(shown, bytes));
}

async function* piece(shown: string, bytes: () => Uint8Array | undefined): Chunks {
  const all = bytes();
  if (all === undefined) return noSuchFile(shown);
  if (all.length > 0) yield all;
  return undefined;
}

/** What ends the stream of a file that there is not. */
export const noSuchFile = (shown: string): Fault =>
  malformed(shown, 'unreadable', { reason: 'no such file' }).fault;

function firstNotBefore(files: readonly string[], wanted: string): number {
  let low = 0;
  let high = files.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((files[middle] as string) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
