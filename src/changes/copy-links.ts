import { resolvedPath, type TreeEntry } from '../client/tree-entry.ts';

/** One real file of a copy, and the file of the release whose bytes it has. */
export interface LinkedFile {
  readonly path: string;
  readonly from: string;
  readonly executable: boolean;
}

/** Links to folders that contain links to folders: more than this is a cycle, or meant to fill the disk. */
const deepest = 8;

/** The maximum number of files of one copy, with those that links repeat. */
const mostFiles = 100_000;

/**
 * The files of an exact copy. A link becomes what it leads to in the plugin, because a link would depend on where the copy is; one
 * that leads out, nowhere or around in a cycle has no such file.
 */
export function withoutLinks(
  entries: readonly TreeEntry[],
): { readonly files: readonly LinkedFile[] } | { readonly link: string } {
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  const files: LinkedFile[] = [];
  const put = (entry: TreeEntry, path: string, depth: number): boolean => {
    if (files.length >= mostFiles) return false;
    if (entry.kind === 'file') {
      files.push({ path, from: entry.path, executable: entry.executable });
      return true;
    }
    const real = resolvedPath(entries, entry.path);
    if (real === undefined || depth === deepest || `${entry.path}/`.startsWith(`${real}/`)) return false;
    const target = byPath.get(real);
    if (target !== undefined) return put(target, path, depth + 1);
    const below = entries.filter((each) => each.path.startsWith(`${real}/`));
    return (
      below.length > 0 &&
      real !== '' &&
      below.every((each) => put(each, `${path}/${each.path.slice(real.length + 1)}`, depth + 1))
    );
  };
  for (const entry of entries) if (!put(entry, entry.path, 0)) return { link: entry.path };
  return { files };
}
