import { dirname, join, relative, sep } from 'node:path';
import { recordFile, skillsFolder } from '../changes/copies.ts';
import { listIn, listNames, settingsIn, settingsNames } from '../project/find.ts';
import { findProject } from '../project/index.ts';
import type { ProjectFiles } from '../project/project-files.ts';
import type { IndexFiles } from '../sources/git/index-files.ts';
import { exitCode } from './exit-code.ts';
import { Failure } from './failure.ts';
import type { Io } from './io.ts';

/** Which lists a run without plugins is about. */
export interface Lists {
  /** Absolute paths; none if there is nothing to do. */
  readonly files: readonly string[];
  /** Where they are read from, if not from the disk. */
  readonly from?: ProjectFiles;
}

/** The files that make up lists, and that decide what becomes of them. */
export const namesOfLists: readonly string[] = [
  ...listNames,
  'mkt.lock',
  ...settingsNames.map((name) => `.claude/${name}`),
  recordFile,
];

/**
 * The lists of a working folder: its own, which may be above it, and if it is the top of a repository, every list below.
 */
export async function listsAround(cwd: string, env: Io['env']): Promise<Lists> {
  const own = findProject(cwd, { env });
  const { gitDirOf } = await import('../sources/git/repository.ts');
  const gitDir = gitDirOf(cwd);
  if (gitDir === undefined) return { files: own === undefined ? [] : [own] };
  const { workTreeFiles } = await import('../sources/git/index-files.ts');
  const below = foldersOf(workTreeFiles({ top: cwd, gitDir }, namesOfLists, env));
  const lists = below.flatMap((folder) => listIn(folder) ?? settingsIn(folder) ?? []);
  return { files: [...new Set([...(own === undefined ? [] : [own]), ...lists])] };
}

/**
 * The lists that the next commit changes, as git's index has them: nothing is to be done for a commit that changes none.
 * @param withCopies whether a change of a copy counts too, and copies can be read.
 * @param also other files that are read from the index, as patterns.
 * @throws Failure if there is no repository, or git cannot read its index.
 */
export async function stagedLists(
  cwd: string,
  env: Io['env'],
  { withCopies = false, also = [] }: { withCopies?: boolean; also?: readonly string[] } = {},
): Promise<Lists & { readonly from: IndexFiles }> {
  const { indexFiles, workTreeAround } = await import('../sources/git/index-files.ts');
  const tree = workTreeAround(cwd);
  if (tree === undefined)
    throw new Failure("`--staged` reads git's index, but this folder is not in a repository", {
      hint: 'run it inside a repository, or remove `--staged`',
    });
  const names = [...namesOfLists, ...(withCopies ? [`${skillsFolder}/**`] : [])];
  const index = indexFiles(tree, names, env, also);
  if ('problem' in index)
    throw new Failure(`git cannot read the index: ${index.problem}`, { code: exitCode.failed });
  const folders = foldersOf(index.changed).filter((folder) => isInside(folder, cwd) || isInside(cwd, folder));
  const files = folders.flatMap((folder) => listIn(folder, index) ?? settingsIn(folder, index) ?? []);
  return { files: [...new Set(files)], from: index };
}

/** The folders of lists, of settings, which are one level deeper, and of copies: a list in a copy is not one of the project. */
const foldersOf = (paths: readonly string[]): string[] => [...new Set(paths.map(folderOf))].sort();

function folderOf(path: string): string {
  const copies = path.indexOf(`${sep}${join(skillsFolder)}${sep}`);
  if (copies >= 0) return path.slice(0, copies);
  return dirname(path).endsWith(`${sep}.claude`) ? dirname(dirname(path)) : dirname(path);
}

const isInside = (path: string, folder: string): boolean => !relative(folder, path).startsWith('..');

/** The folder in which a client must be started to read the files next to a list; undefined for the working folder. */
export function startFolderOf(root: string, cwd: string): string | undefined {
  return root === cwd ? undefined : relative(cwd, root).split(sep).join('/') || undefined;
}
