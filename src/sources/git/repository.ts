import { existsSync, statSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import type { FileTree } from '../../client/file-tree.ts';
import { readOwn } from '../files/read-file.ts';
import { commitTree } from './commit-tree.ts';
import type { Environment } from './git-environment.ts';
import { isBare } from './git-folder.ts';
import type { GitProblem } from './git-problem.ts';
import { type KeptAnswers, keptAnswers } from './kept-answers.ts';
import { type FetchBlobs, type Objects, openObjects } from './objects.ts';
import { readTags, type Tag } from './tags.ts';

/** A repository on this disk: the `.git` of a folder, a bare one, or a mirror in the cache. */
export interface Repository {
  readonly gitDir: string;
  /** What findings show in front of the paths of its files. */
  readonly label: string;
  readonly objects: Objects;
  /** What was found out about it, for later runs; undefined if it may change. */
  readonly kept?: KeptAnswers | undefined;
  /** All its tags, read once. */
  tags(): { readonly tags: readonly Tag[] } | { readonly problem: GitProblem };
  /** The commit of the first expression that names one. */
  commitOf(expressions: readonly string[]): string | undefined;
  /** The files of a folder of a commit. */
  tree(commit: string, folder: string, options?: TreeOptions): FileTree;
}

export interface TreeOptions {
  /** The tag that names the commit; it becomes part of the shown paths, as `git show` accepts them. */
  readonly tag?: string;
  /** Files that are known already, by path. */
  readonly near?: ReadonlyMap<string, string>;
  /** Called before the whole folder is read. */
  readonly beforeWalk?: () => void;
}

/**
 * @param fetchBlobs for a partial clone.
 * @param isFixed whether nothing in it ever changes, apart from objects that are added: then answers of git are kept for later runs.
 */
export function openRepository(
  gitDir: string,
  {
    label,
    env,
    fetchBlobs,
    isFixed = false,
  }: { label: string; env: Environment; fetchBlobs?: FetchBlobs; isFixed?: boolean },
): Repository {
  const kept = isFixed ? keptAnswers(gitDir) : undefined;
  const objects = openObjects(gitDir, env, { ...(fetchBlobs && { fetchBlobs }), kept });
  let tags: ReturnType<Repository['tags']> | undefined;
  return {
    gitDir,
    label,
    objects,
    kept,
    tags: () => {
      tags ??= readTags(gitDir, env, kept);
      return tags;
    },
    commitOf: (expressions) => objects.commits(expressions).find((commit) => commit !== undefined),
    tree: (commit, folder, { tag, near, beforeWalk } = {}) => {
      const below = [label, folder].filter(Boolean).join('/');
      const atTag = `${label === '' ? '' : `${label}@`}${tag}:${folder === '' ? '.' : folder}`;
      return commitTree(objects, {
        commit,
        folder,
        label: tag === undefined ? below : atTag,
        ...(near && { near }),
        ...(beforeWalk && { beforeWalk }),
      });
    },
  };
}

/**
 * The folder with the objects of a repository of the user's own, in whose work tree mkt was started; undefined if the folder is not
 * the top level of a repository. {@link gitFolderOf} is for folders of someone else.
 */
export function gitDirOf(folder: string): string | undefined {
  const inside = join(folder, '.git');
  const status = statSync(inside, { throwIfNoEntry: false });
  if (status?.isDirectory()) return existsSync(join(inside, 'HEAD')) ? inside : undefined;
  if (status?.isFile() && status.size < 4096) {
    // A worktree or a submodule: a file with the path.
    const [, stated] = /^gitdir: (.+?)\s*$/.exec(readOwn(inside)) ?? [];
    const target = stated === undefined || isAbsolute(stated) ? stated : resolve(folder, stated);
    return target !== undefined && existsSync(join(target, 'HEAD')) ? target : undefined;
  }
  return isBare(folder) ? folder : undefined;
}
