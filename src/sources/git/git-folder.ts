import { type Dirent, lstatSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { insideOf } from '../files/file-chunks.ts';
import { readSmall } from '../files/read-file.ts';

/** The folder with the objects of a repository, or why mkt does not let git read it. */
export type GitFolder = { readonly gitDir: string } | { readonly refused: string };

/** What git reads of its folder to answer mkt: neither hooks nor logs, nor the folders of other work trees and submodules. */
const read = ['HEAD', 'config', 'config.worktree', 'packed-refs', 'shallow', 'info', 'refs', 'objects'];

/** Above what a repository has that is packed now and then. */
const mostEntries = 500_000;

/**
 * The folder that git would use for the files of a folder of someone else; undefined if the folder is not the top level of a
 * repository.
 *
 * A folder that was unpacked or copied can contain a `.git` that leads to any repository of this machine, which mkt would then read
 * and show. So nothing of it may lead out of it: no link, no `commondir`, no `objects/info/alternates`; and nothing may keep git
 * waiting, such as a named pipe. `.git` may be a file, as in a work tree or a submodule, if the repository that it names says itself
 * that this folder belongs to it: git has written that there, on behalf of the user.
 */
export function gitFolderOf(folder: string): GitFolder | undefined {
  const inside = join(folder, '.git');
  const status = lstatSync(inside, { throwIfNoEntry: false });
  if (status === undefined) return isBare(folder) ? checked(folder) : undefined;
  if (status.isDirectory()) return isFile(join(inside, 'HEAD')) ? checked(inside) : undefined;
  return status.isFile()
    ? linked(folder, inside)
    : { refused: '`.git` is neither a folder nor a file; a link is not followed' };
}

/** Whether a folder is a repository without a work tree. */
export function isBare(folder: string): boolean {
  return ['HEAD', 'objects', 'refs'].every(
    (name) => lstatSync(join(folder, name), { throwIfNoEntry: false }) !== undefined,
  );
}

/** The repository of a work tree or a submodule, if it knows the folder as its own. */
function linked(folder: string, file: string): GitFolder | undefined {
  const [, stated] = /^gitdir: (.+?)\s*$/.exec(readSmall(file) ?? '') ?? [];
  if (stated === undefined) return undefined;
  const gitDir = resolve(folder, stated);
  if (!isFile(join(gitDir, 'HEAD'))) return undefined;
  const back = readSmall(join(gitDir, 'gitdir'))?.trim();
  if (back !== undefined && same(resolve(gitDir, back), file)) {
    const common = resolve(gitDir, readSmall(join(gitDir, 'commondir'))?.trim() ?? '.');
    // Where `git worktree` makes it; elsewhere, the file could name any repository.
    if (same(common, dirname(dirname(real(gitDir) ?? gitDir)))) {
      const whole = checked(common);
      return 'refused' in whole ? whole : { gitDir };
    }
  }
  const [, tree] = /^\s*worktree\s*=\s*(.+?)\s*$/m.exec(readSmall(join(gitDir, 'config')) ?? '') ?? [];
  if (tree !== undefined && same(resolve(gitDir, tree), folder)) return checked(gitDir);
  return { refused: '`.git` points to a repository that does not list this folder among its worktrees' };
}

/** A folder of git's, after a look at everything that git reads of it. */
function checked(gitDir: string): GitFolder {
  const root = real(gitDir);
  const refused = root === undefined ? 'it cannot be read' : (strayIn(root) ?? leavingIn(root));
  return refused === undefined ? { gitDir } : { refused };
}

/** The first entry that is neither a file nor a folder of the repository itself. */
function strayIn(root: string): string | undefined {
  let looked = 0;
  const visit = (folder: string, below: string, only?: readonly string[]): string | undefined => {
    for (const entry of listed(folder)) {
      if (only !== undefined && !only.includes(entry.name)) continue;
      const path = `${below}${entry.name}`;
      looked += 1;
      if (looked > mostEntries) return `\`${below}\` has too many files; run \`git gc\` to pack them`;
      const wrong = entry.isDirectory()
        ? visit(join(folder, entry.name), `${path}/`)
        : wrongWith(entry, join(folder, entry.name), path, root);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  };
  return visit(root, '', read);
}

function wrongWith(entry: Dirent, full: string, path: string, root: string): string | undefined {
  if (entry.isFile()) return undefined;
  if (!entry.isSymbolicLink()) return `\`${path}\` in its \`.git\` is not a file`;
  const target = real(full);
  // HEAD was a link in old repositories.
  return target !== undefined && insideOf(root, target) && isFile(target)
    ? undefined
    : `\`${path}\` in its \`.git\` is a symbolic link to a place outside of it`;
}

/** The first file that makes git read another repository. */
function leavingIn(root: string): string | undefined {
  const common = readSmall(join(root, 'commondir'))?.trim();
  if (common !== undefined && !same(resolve(root, common), root))
    return '`commondir` in its `.git` names another repository';
  const alternates = readSmall(join(root, 'objects', 'info', 'alternates'))?.trim() ?? '';
  return alternates === ''
    ? undefined
    : 'it uses the objects of another repository (`objects/info/alternates`); to make it self-contained, run `git repack -a -d` and remove that file';
}

function listed(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // What mkt cannot list, git cannot either.
    return [];
  }
}

function real(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}

function same(a: string, b: string): boolean {
  const first = real(a);
  return first !== undefined && first === real(b);
}

const isFile = (path: string): boolean => {
  const status = lstatSync(path, { throwIfNoEntry: false });
  return status !== undefined && (status.isFile() || status.isSymbolicLink());
};
