import type { FileTree } from '../client/file-tree.ts';
import { ownFolders } from '../model/own-side.ts';
import { shownPath } from '../sources/files/text-file.ts';
import { type IndexFiles, indexFiles, workTreeAround } from '../sources/git/index-files.ts';
import { indexTree } from '../sources/git/index-tree.ts';
import type { Io } from './io.ts';

/** The files of a project that the client finds besides plugins, as patterns for {@link indexFiles}. */
export const ownPatterns: readonly string[] = [
  '.mcp.json',
  ...ownFolders.map((name) => `.claude/${name}/**`),
];

const isOwn = (path: string): boolean =>
  path === '.mcp.json' || ownFolders.some((name) => path.startsWith(`.claude/${name}/`));

/**
 * The components of a project as the next commit would contain them.
 * @param index git's index, if it was looked into for {@link ownPatterns} already.
 */
export function stagedTree(
  root: string,
  cwd: string,
  { env, index }: { readonly env: Io['env']; readonly index?: IndexFiles | undefined },
): FileTree | undefined {
  const opened = index ?? openIndex(root, env);
  if (opened === undefined) return undefined;
  const own = opened.below(root).filter(({ path }) => isOwn(path));
  return indexTree(own, shownPath(root, cwd));
}

function openIndex(root: string, env: Io['env']): IndexFiles | undefined {
  const workTree = workTreeAround(root);
  const index = workTree === undefined ? undefined : indexFiles(workTree, ownPatterns, env);
  return index === undefined || 'problem' in index ? undefined : index;
}
