import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import {
  type FileTree,
  maximumTreeDepth,
  maximumTreeFiles,
  shownIn,
  skippedFolders,
} from '../../client/file-tree.ts';
import { type Refuse, type TreeEntry, tellingOnce, wholeOrThrow } from '../../client/tree-entry.ts';
import { type Fault, fault, problem } from '../../model/problems.ts';
import { maximumBytes } from '../../text/source-text.ts';
import { fileChunks, insideOf } from './file-chunks.ts';
import { folderEntries } from './folder-entries.ts';
import { readBytes } from './read-file.ts';
import { shownPath } from './text-file.ts';

/** The tree of a folder on disk. */
export interface FolderTree extends FileTree {
  /**
   * Changes whenever a file of the tree does: paths, sizes, times and inode numbers. Call it before anything is read, so that it is
   * never newer than what was read. Undefined if a change could go unnoticed: there are links or files that cannot be read, or a
   * file was changed a moment ago, and the clocks of file systems tick slowly.
   */
  stamp(): string | undefined;
}

/** Opens a folder; for callers that may have opened it already. */
export type TreeAt = (folder: string, cwd: string) => FolderTree;

/** The resolution of the slowest file system clock, that of FAT, in milliseconds. */
const clockTick = 2000;

/**
 * A folder on disk as a tree. Links are followed as long as they stay in the folder: a folder from another author must not make mkt
 * read and show the files around it.
 * @param cwd the folder to which shown paths are relative.
 * @param label the folder as findings show it, if that is not relative to `cwd`.
 */
export function folderTree(folder: string, cwd: string, label = shownPath(folder, cwd)): FolderTree {
  const problems: Fault[] = [];
  let files: readonly string[] | undefined;
  let entries: readonly TreeEntry[] | undefined;
  // Files that were reached without a link: checking again where they are would cost more than reading them.
  const plain = new Set<string>();
  const at = (path: string) => ({ location: { file: shownIn(tree, path), line: 1, column: 1 } });
  const tell = tellingOnce(problems);
  const refuse: Refuse = (path, name, evidence) =>
    tell(fault('missing-source', name, evidence, at(path).location));
  const tree: FolderTree = {
    label: label === '.' ? '' : label,
    files: () => {
      files ??= walk(folder, plain, refuse);
      return files;
    },
    read: (path, most = maximumBytes) => {
      try {
        const full = `${folder}${sep}${path}`;
        const isPlain = plain.has(path);
        // Many files are looked for that most plugins do not have; asking where they really are would fail slowly.
        if (!isPlain && statSync(full, { throwIfNoEntry: false }) === undefined) return undefined;
        if (!isPlain && !insideOf(realpathSync.native(folder), realpathSync.native(full))) {
          problems.push(problem('missing-source', 'link', { of: 'folder' }, at(path)));
          return undefined;
        }
        const read = readBytes(full, most);
        if ('bytes' in read) return read.bytes;
        if (read.refused === 'not-a-file') return undefined;
        // A manifest that is too large is not used; of a text, only its content is missing.
        const name = path.endsWith('.json') ? 'too-large' : 'text-too-large';
        problems.push(problem('malformed-file', name, { bytes: read.size, most }, at(path)));
      } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        if (code !== 'ENOENT' && code !== 'ENOTDIR') {
          const why = code === 'EACCES' || code === 'EPERM' ? 'permission denied' : message;
          problems.push(problem('malformed-file', 'unreadable', { reason: why }, at(path)));
        }
      }
      return undefined;
    },
    isFolder: (path) => {
      const real = realPathOf(`${folder}${sep}${path}`);
      return (
        real !== undefined && insideOf(realpathSync.native(folder), real) && statSync(real).isDirectory()
      );
    },
    entries: () => {
      entries ??= folderEntries(folder, refuse);
      return entries;
    },
    stream: (path) => wholeOrThrow(fileChunks(folder, path, shownIn(tree, path))),
    stamp: () => {
      const all = tree.files();
      return plain.size === all.length && problems.length === 0 ? stampOf(folder, all) : undefined;
    },
    problems,
  };
  return tree;
}

function realPathOf(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}

function stampOf(folder: string, files: readonly string[]): string | undefined {
  const latest = Date.now() - clockTick;
  const lines: string[] = [];
  for (const file of files) {
    const status = statSync(`${folder}${sep}${file}`, { throwIfNoEntry: false });
    if (status === undefined) return undefined;
    const { size, mtimeMs, ctimeMs, ino } = status;
    if (Math.max(mtimeMs, ctimeMs) > latest) return undefined;
    lines.push(`${file}\0${size} ${mtimeMs} ${ctimeMs} ${ino}`);
  }
  return lines.join('\n');
}

/** All regular files below a folder, sorted; those reached without a link are added to `plain`. */
function walk(folder: string, plain: Set<string>, refuse: Refuse): string[] {
  const files: string[] = [];
  let root: string;
  try {
    root = realpathSync.native(folder);
  } catch {
    return files;
  }
  let looked = 0;
  const visit = (below: string, real: string, depth: number): void => {
    let entries: Dirent[];
    try {
      entries = readdirSync(real, { withFileTypes: true });
    } catch {
      refuse(below, 'unreadable-folder', {});
      return;
    }
    const isPlain = real === join(root, below);
    for (const entry of entries) {
      looked += 1;
      if (looked > maximumTreeFiles) return;
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isFile()) {
        files.push(path);
        if (isPlain) plain.add(path);
      } else if (entry.isDirectory()) descend(path, join(real, entry.name), depth);
      else if (entry.isSymbolicLink()) followLink(path, join(real, entry.name), real, depth);
    }
  };
  const descend = (path: string, real: string, depth: number): void => {
    if (skippedFolders.has(path.slice(path.lastIndexOf('/') + 1))) return;
    if (depth < maximumTreeDepth) visit(path, real, depth + 1);
    else refuse(path, 'nested', { of: 'folder', most: maximumTreeDepth });
  };
  const followLink = (path: string, link: string, parent: string, depth: number): void => {
    let target: string;
    try {
      target = realpathSync.native(link);
    } catch {
      refuse(path, 'link', { of: 'folder' });
      return;
    }
    if (!insideOf(root, target)) refuse(path, 'link', { of: 'folder' });
    else if (!statSync(target).isDirectory()) {
      if (statSync(target).isFile()) files.push(path);
    }
    // A link to a folder that contains it would form a cycle.
    else if (!insideOf(target, parent)) descend(path, target, depth);
  };
  visit('', root, 0);
  if (looked > maximumTreeFiles) refuse('', 'too-many-files', { of: 'folder', most: maximumTreeFiles });
  return files.sort();
}
