import { byPath, isPlainTarget, type Refuse, type TreeEntry } from '../../client/tree-entry.ts';
import { type WalkedEntry, walkedCommit } from './commit-walk.ts';
import type { Objects } from './objects.ts';

/** All that an exact copy of a folder of a commit must hold. */
export interface CommitEntries {
  /** What stands under a path. */
  at(path: string): WalkedEntry | undefined;
  /** Sorted, with sizes and targets: a process or two more, on the first call. */
  entries(): readonly TreeEntry[];
}

/** So many bytes of a link are read: no system takes a longer path. */
const longestTarget = 4096;

/**
 * @param root an expression such as `<commit>:plugins/x`.
 * @param refuse is told of everything that is not among the entries, except `.git`.
 * @param lack is told of what a partial copy lacks: it is not among them either.
 * @param most entries of folders that are looked at.
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
  return {
    at: (path) => walked.get(path),
    entries: () => {
      entries ??= [...measured(objects, [...walked.values()], refuse, lack)].sort(byPath);
      return entries;
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
