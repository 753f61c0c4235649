import { createHash } from 'node:crypto';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Fault } from '../../model/problems.ts';
import { decode, malformed } from '../../text/source-text.ts';
import { readBytes } from '../files/read-file.ts';
import { unnoted } from '../files/trace.ts';
import type { Environment } from './git-environment.ts';
import { openObjects } from './objects.ts';
import { gitDirOf } from './repository.ts';
import { runGitSync } from './run-git.ts';

/** Files as git's index has them: what the next commit would contain. */
export interface IndexFiles {
  /** The top folder of the work tree. */
  readonly top: string;
  /** Absolute paths of the files that the index has otherwise than the last commit, or that it no longer has. */
  readonly changed: readonly string[];
  has(path: string): boolean;
  text(path: string, shown: string): { readonly text: string } | { readonly fault: Fault };
  /** Everything below a folder, as far as it was asked for. */
  below(folder: string): readonly IndexEntry[];
}

/** A file of the index, by its path in a folder. */
export interface IndexEntry {
  readonly path: string;
  readonly kind: 'file' | 'executable' | 'link';
  /** Its content; undefined if it cannot be read. */
  read(): Buffer | undefined;
}

/** The largest file of a folder that is read. */
const maximumFileBytes = 48 * 1024 * 1024;

/** So many bytes are read together; what is beyond is read when it is asked for. */
const mostTogether = 64 * 1024 * 1024;

/** The paths of what is in a copy. */
const inCopies = /(?:^|\/)\.claude\/skills\/[^/]+\//;

const linkMode = '120000';

/** The work tree around a folder, and its repository. */
export function workTreeAround(
  folder: string,
): { readonly top: string; readonly gitDir: string } | undefined {
  for (let top = folder; ; top = dirname(top)) {
    const gitDir = gitDirOf(top);
    if (gitDir !== undefined) return { top, gitDir };
    if (dirname(top) === top) return undefined;
  }
}

/** Names as patterns for git: in every folder, the top one included. */
const everywhere = (names: readonly string[]): string[] => names.map((name) => `:(glob)**/${name}`);

/**
 * Looks into the index for files of these names. Contents are read when they are asked for.
 * @param names paths without a folder before them, such as `mkt.yaml` or `.claude/settings.json`.
 * @param also names of files that are read too, but are not looked for among the changes.
 */
export function indexFiles(
  { top, gitDir }: { readonly top: string; readonly gitDir: string },
  names: readonly string[],
  env: Environment,
  also: readonly string[] = [],
): IndexFiles | { readonly problem: string } {
  // git sets this for a commit of a part of the changes; it counts from the top of the work tree.
  const indexFile = env.GIT_INDEX_FILE === undefined ? undefined : resolve(top, env.GIT_INDEX_FILE);
  const run = (...args: string[]) => runGitSync({ args, gitDir, env, ...(indexFile && { indexFile }) });
  const changed = run('diff', '--cached', '--name-only', '--no-renames', '-z', '--', ...everywhere(names));
  if (!changed.ok) return { problem: changed.problem.message };
  const listed = run('ls-files', '--stage', '-z', '--', ...everywhere([...names, ...also]));
  if (!listed.ok) return { problem: listed.problem.message };
  const blobs = new Map(
    linesOf(listed.stdout).flatMap((line) => {
      const [, mode, id, path] = /^(1[02]\d{4}) ([0-9a-f]+) 0\t(.*)$/s.exec(line) ?? [];
      return mode === undefined || id === undefined || path === undefined
        ? []
        : [[path, { mode, id }] as const];
    }),
  );
  const inTree = (path: string) => relative(top, path).split(sep).join('/');
  const blobOf = (path: string) => {
    const blob = blobs.get(inTree(path));
    return blob?.mode === linkMode ? undefined : blob?.id;
  };
  const objects = openObjects(gitDir, env);
  const waiting = new Set([true, false]);
  /** Reads everything of one kind with the first of it that git has to be asked for: copies, or lists and what belongs to them. */
  const readFromGit = (path: string, id: string): Buffer | undefined => {
    const isCopy = inCopies.test(path);
    if (waiting.delete(isCopy)) {
      const ids = [...blobs].flatMap(([each, blob]) => (inCopies.test(each) === isCopy ? [blob.id] : []));
      objects.blobs(ids, maximumFileBytes, mostTogether);
    }
    const [content] = objects.blobs([id], maximumFileBytes);
    return Buffer.isBuffer(content) ? content : undefined;
  };
  const contentOf = (path: string, id: string) => inWorkTree(join(top, path), id) ?? readFromGit(path, id);
  return {
    top,
    changed: linesOf(changed.stdout).map((path) => join(top, path)),
    has: (path) => blobOf(path) !== undefined,
    text: (path, shown) => {
      const id = blobOf(path);
      const content = id === undefined ? undefined : contentOf(inTree(path), id);
      if (content !== undefined) return decode(content, shown);
      const reason = objects.problem()?.message ?? 'there is no such file, or it is too large';
      return malformed(shown, 'unreadable', { reason });
    },
    below: (folder) => {
      const inside = inTree(folder);
      const front = inside === '' ? '' : `${inside}/`;
      return [...blobs].flatMap(([path, { mode, id }]) =>
        path.startsWith(front)
          ? [
              {
                path: path.slice(front.length),
                kind: mode === linkMode ? 'link' : mode === '100755' ? 'executable' : 'file',
                read: () => (mode === linkMode ? readFromGit(path, id) : contentOf(path, id)),
              },
            ]
          : [],
      );
    },
  };
}

/**
 * The content of a file of the work tree, if it is byte for byte what the index has under this id: then git need not be asked.
 * Nothing that was read has to be noted, since the id settles the content.
 */
function inWorkTree(path: string, id: string): Buffer | undefined {
  return unnoted(() => {
    try {
      const read = readBytes(path, maximumFileBytes);
      if (!('bytes' in read)) return undefined;
      const { bytes } = read;
      const hash = createHash(id.length === 64 ? 'sha256' : 'sha1');
      return hash.update(`blob ${bytes.length}\0`).update(bytes).digest('hex') === id ? bytes : undefined;
    } catch {
      return undefined;
    }
  });
}

/** Paths of these names in a work tree that git does not ignore, tracked or not, absolute and sorted. */
export function workTreeFiles(
  { top, gitDir }: { readonly top: string; readonly gitDir: string },
  names: readonly string[],
  env: Environment,
): readonly string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '-z', '--', ...everywhere(names)];
  const listed = runGitSync({ args: [`--work-tree=${top}`, '-C', top, ...args], gitDir, env });
  return listed.ok ? [...new Set(linesOf(listed.stdout))].sort().map((path) => join(top, path)) : [];
}

/** The folders in a work tree that git ignores as a whole, absolute. */
export function ignoredFolders(
  { top, gitDir }: { readonly top: string; readonly gitDir: string },
  env: Environment,
): ReadonlySet<string> {
  const args = ['ls-files', '--others', '--ignored', '--exclude-standard', '--directory', '-z'];
  const listed = runGitSync({ args: [`--work-tree=${top}`, '-C', top, ...args], gitDir, env });
  const folders = listed.ok ? linesOf(listed.stdout).filter((path) => path.endsWith('/')) : [];
  return new Set(folders.map((path) => join(top, path.slice(0, -1))));
}

const linesOf = (stdout: Buffer): string[] =>
  stdout
    .toString('utf8')
    .split('\0')
    .filter((line) => line !== '');
