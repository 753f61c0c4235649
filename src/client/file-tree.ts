import type { Fault } from '../model/fault.ts';

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

/** The tree below a folder of a tree. */
export function subtree(tree: FileTree, folder: string): FileTree {
  if (folder === '') return tree;
  let files: readonly string[] | undefined;
  return {
    label: shownIn(tree, folder),
    files: () => {
      files ??= filesBelow(tree.files(), folder);
      return files;
    },
    read: (path, most) => tree.read(`${folder}/${path}`, most),
    get problems() {
      return tree.problems;
    },
  };
}

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
