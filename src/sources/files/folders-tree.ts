import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type FileTree, shownIn, streamOf } from '../../client/file-tree.ts';
import { folderTree } from './folder-tree.ts';

/**
 * Some folders of a folder as one tree. The rest, which may be large, is neither walked nor read.
 * @param names of the folders; those that do not exist are left out.
 * @param label the folder as findings show it.
 */
export function foldersTree(folder: string, names: readonly string[], cwd: string, label: string): FileTree {
  const trees = [...names]
    .sort()
    .filter((name) => existsSync(join(folder, name)))
    .map((name) => ({ name, tree: folderTree(join(folder, name), cwd, `${label}/${name}`) }));
  const within = <T>(path: string, of: (tree: FileTree, inside: string) => T): T | undefined => {
    const found = trees.find(({ name }) => path.startsWith(`${name}/`));
    return found && of(found.tree, path.slice(found.name.length + 1));
  };
  const whole: FileTree = {
    label,
    files: () => trees.flatMap(({ name, tree }) => tree.files().map((file) => `${name}/${file}`)),
    read: (path, most) => within(path, (tree, inside) => tree.read(inside, most)),
    entries: () =>
      trees.flatMap(({ name, tree }) =>
        tree.entries().map((entry) => ({ ...entry, path: `${name}/${entry.path}` })),
      ),
    stream: (path) =>
      within(path, (tree, inside) => tree.stream(inside)) ?? streamOf(shownIn(whole, path), () => undefined),
    get problems() {
      return trees.flatMap(({ tree }) => tree.problems);
    },
  };
  return whole;
}
