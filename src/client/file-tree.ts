import type { Fault } from '../model/problems.ts';
import { malformed } from '../text/source-text.ts';
import { type Chunks, resolvedPath, type TreeEntry, wholeOrThrow } from './tree-entry.ts';

/**
 * The files of a marketplace or of one plugin, wherever they are: in a folder on disk or in a git tree. Paths use `/` on every
 * system, are relative to the root of the tree, and never leave it.
 */
export interface FileTree {
  /** Where it is, as findings show it: the first part of every path that is shown. Empty for the working folder. */
  readonly label: string;
  /** All regular files, sorted by code unit; walking happens on the first call. `.git` and `node_modules` are left out. */
  files(): readonly string[];
  /**
   * The bytes of a file, or undefined if it does not exist or cannot be read; then {@link problems} says why, unless the file
   * simply does not exist.
   * @param most bytes that it may have; a larger file is not read at all.
   */
  read(path: string, most?: number): Buffer | undefined;
  /**
   * Everything that an exact copy must contain, sorted by code unit: every file, including those below `node_modules`, and every
   * link, which is not followed. Folders are listed only through their contents. `.git` is left out at every level. Everything else
   * that is left out has a problem: what is neither file nor link (it is never opened), submodules, names and targets that cannot
   * be represented, what exceeds {@link maximumTreeFiles} or {@link maximumTreeDepth}. No path occurs twice, and none is below
   * another, so that writing them in order never writes through a link. The first call walks the tree; it reads no file, but a
   * partial clone fetches what it lacks.
   */
  entries(): readonly TreeEntry[];
  /**
   * The bytes that {@link read} would return, without a limit, and those of all files among {@link entries}. A link counts as the
   * file that it leads to inside the tree. Nothing happens before the first chunk is requested, and stopping early leaves nothing
   * open. The caller may keep the chunks, but must not change them.
   * @throws UnreadableEntry during iteration, with the fault: the file does not exist, is not a regular file, is outside the tree,
   * cannot be read, or changed during the read.
   */
  stream(path: string): AsyncIterable<Uint8Array>;
  /** Whether a folder is there, even if it has no files; if absent, there is no such folder, as in a commit. */
  isFolder?(path: string): boolean;
  /** What is wrong with the files found so far: links that leave the tree, files that are too large, too many files. */
  readonly problems: readonly Fault[];
}

/** Where a marketplace lists its plugins. */
export const marketplacePath = '.claude-plugin/marketplace.json';

/** The maximum number of files of one tree that are looked at. */
export const maximumTreeFiles = 100_000;

/** Folders that are nested deeper than this are not read. */
export const maximumTreeDepth = 32;

/** Folders that never contain parts of a plugin, however many files they have. */
export const skippedFolders: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/** A path of a tree as findings show it. */
export function shownIn({ label }: FileTree, path: string): string {
  if (label === '' || label === '.') return path === '' ? '.' : path;
  return path === '' ? label : `${label}/${path}`;
}

/**
 * Joins a folder of a tree with a path from a manifest (`./plugins/x`, `.`); undefined if the result leaves the tree, or if the
 * path is absolute or contains a NUL.
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

/** The files below a folder in a sorted list of files, without the name of that folder. */
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

/** The tree below a folder of a tree. Its links can lead to files outside the folder, but inside the tree. */
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

/** A folder that is a link contains what its target contains, as it does for {@link filesBelow}. */
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
 * @param bytes undefined if the file does not exist.
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

/** Ends the stream of a file that does not exist. */
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
