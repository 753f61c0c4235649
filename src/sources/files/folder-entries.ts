import { type Dirent, lstatSync, readdirSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { maximumTreeDepth, maximumTreeFiles } from '../../client/file-tree.ts';
import { byPath, isPlainName, isPlainTarget, type Refuse, type TreeEntry } from '../../client/tree-entry.ts';

/**
 * Every file and link below a folder, sorted. No link is followed except those on the way to the folder itself, and nothing is
 * opened.
 * @param refuse receives everything that is left out, except `.git`.
 * @param most the maximum number of entries of folders to look at, including these.
 */
export function folderEntries(folder: string, refuse: Refuse, most = maximumTreeFiles): TreeEntry[] {
  const entries: TreeEntry[] = [];
  let looked = 0;
  const visit = (below: string, real: string, depth: number): void => {
    let inside: Dirent[];
    try {
      inside = readdirSync(real, { withFileTypes: true });
    } catch {
      refuse(below, 'unreadable-folder', {});
      return;
    }
    for (const each of inside) {
      if (each.name === '.git') continue;
      looked += 1;
      if (looked > most) return;
      const path = below === '' ? each.name : `${below}/${each.name}`;
      if (!isPlainName(each.name)) refuse(path, 'not-copied', { what: 'name' });
      else if (!each.isDirectory()) add(path, join(real, each.name), below);
      else if (depth < maximumTreeDepth) visit(path, join(real, each.name), depth + 1);
      else refuse(path, 'nested', { of: 'folder', most: maximumTreeDepth });
    }
  };
  const add = (path: string, full: string, below: string): void => {
    try {
      const status = lstatSync(full);
      if (status.isFile()) {
        entries.push({ path, kind: 'file', executable: (status.mode & 0o100) !== 0, size: status.size });
      } else if (!status.isSymbolicLink()) {
        refuse(path, 'not-copied', { what: 'special-file' });
      } else {
        const target = readlinkSync(full);
        const size = Buffer.byteLength(target);
        if (isPlainTarget(target)) entries.push({ path, kind: 'link', executable: false, target, size });
        else refuse(path, 'not-copied', { what: 'target' });
      }
    } catch (error) {
      // A file that was just removed does not exist; a folder can be listable without being searchable.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') refuse(below, 'unreadable-folder', {});
    }
  };
  let root: string;
  try {
    root = realpathSync.native(folder);
  } catch {
    return entries;
  }
  visit('', root, 0);
  if (looked > most) refuse('', 'too-many-files', { of: 'folder', most });
  return entries.sort(byPath);
}
