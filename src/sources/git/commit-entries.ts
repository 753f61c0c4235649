import { byPath, isPlainTarget, type Refuse, type TreeEntry } from '../../client/tree-entry.ts';
import { type WalkedEntry, walkedCommit } from './commit-walk.ts';
import type { Objects } from './objects.ts';

/** Everything that an exact copy of a folder of a commit must contain. */
export interface CommitEntries {
  /** The entry at a path. */
  at(path: string): WalkedEntry | undefined;
  /** Sorted, with sizes and targets: one or two more processes, on the first call. */
  entries(): readonly TreeEntry[];
  /** The ids of the files behind one in that order, as many as can be worth reading together; none before {@link entries}. */
  behind(path: string): readonly string[];
}

const mostBehind = 1000;

/** The maximum number of bytes to read of a link: no system accepts a longer path. */
const longestTarget = 4096;

/**
 * @param root an expression such as `<commit>:plugins/x`.
 * @param refuse receives everything that is left out, except `.git`.
 * @param lack receives what a partial clone lacks: it is left out too.
 * @param most the maximum number of entries of folders to look at.
 */
export function commitEntries(
  objects: Objects,
  root: string,
  { refuse, lack, most }: { refuse: Refuse; lack: (path: string) => void; most?: number },
): CommitEntries {
  const walked = new Map<string, WalkedEntry>();
  for (const entry of walkedCommit(objects, root, refuse, { isWhole: true, ...(most && { most }) }))
    if (entry.kind === 'submodule') refuse(entry.path, 'not-copied', { what: 'submodule' });
    else walked.set(entry.path, entry);
  let entries: readonly TreeEntry[] | undefined;
  let files: readonly string[] = [];
  let places: ReadonlyMap<string, number> = new Map();
  return {
    at: (path) => walked.get(path),
    entries: () => {
      if (entries !== undefined) return entries;
      entries = [...measured(objects, [...walked.values()], refuse, lack)].sort(byPath);
      files = entries.filter(({ kind }) => kind === 'file').map(({ path }) => path);
      places = new Map(files.map((path, index) => [path, index]));
      return entries;
    },
    behind: (path) => {
      const place = places.get(path);
      if (place === undefined) return [];
      return files.slice(place + 1, place + 1 + mostBehind).map((each) => walked.get(each)?.id ?? '');
    },
  };
}

function* measured(
  objects: Objects,
  walked: readonly WalkedEntry[],
  refuse: Refuse,
  lack: (path: string) => void,
): Generator<TreeEntry, void> {
  const sizes = objects.sizes(walked.map(({ id }) => id));
  const links = walked.filter(({ kind }) => kind === 'link').map(({ id }) => id);
  const targets = new Map(objects.blobs(links, longestTarget).map((blob, index) => [links[index], blob]));
  for (const [index, { path, kind, executable, id }] of walked.entries()) {
    const size = sizes[index];
    if (size === undefined) lack(path);
    else if (kind === 'file') yield { path, kind, executable, size };
    else {
      const blob = targets.get(id);
      const target = Buffer.isBuffer(blob) ? blob.toString('utf8') : '';
      if (isPlainTarget(target)) yield { path, kind: 'link', executable: false, target, size };
      else refuse(path, 'not-copied', { what: 'target' });
    }
  }
}
