import { type FileTree, shownIn, skippedFolders, streamOf } from '../../client/file-tree.ts';
import type { IndexEntry } from './index-files.ts';

/**
 * Files of git's index as a tree. Links are left out: what they lead to is not known without the work tree.
 * @param label the folder as findings show it.
 */
export function indexTree(entries: readonly IndexEntry[], label: string): FileTree {
  const found = new Map(
    entries.flatMap((entry) => (entry.kind === 'link' ? [] : [[entry.path, entry] as const])),
  );
  const paths = [...found.keys()].sort();
  const tree: FileTree = {
    label,
    files: () => paths.filter((path) => !path.split('/').some((step) => skippedFolders.has(step))),
    read: (path, most = Number.POSITIVE_INFINITY) => {
      const content = found.get(path)?.read();
      return content !== undefined && content.length <= most ? content : undefined;
    },
    entries: () =>
      [...found].map(([path, { kind, read }]) => ({
        path,
        kind: 'file',
        executable: kind === 'executable',
        size: read()?.length ?? 0,
      })),
    stream: (path) => streamOf(shownIn(tree, path), () => found.get(path)?.read()),
    problems: [],
  };
  return tree;
}
