import { posix } from 'node:path';
import {
  type FileTree,
  hasFile,
  maximumTreeFiles,
  noSuchFile,
  pathInTree,
  shownIn,
} from '../../client/file-tree.ts';
import { type Chunks, type Refuse, tellingOnce, wholeOrThrow } from '../../client/tree-entry.ts';
import { type Fault, fault, problem } from '../../model/problems.ts';
import { malformed, maximumBytes, tooLarge } from '../../text/source-text.ts';
import { type CommitEntries, commitEntries } from './commit-entries.ts';
import { walkedCommit } from './commit-walk.ts';
import type { Objects, TreeEntry } from './objects.ts';
import { oftenRead } from './prefetch.ts';

/** A file of a commit, identified by its blob. */
type BlobIds = ReadonlyMap<string, string>;

const mostReadAtOnce = 5000;

/**
 * A folder of a commit as a tree of files. Nothing is checked out: it is read from the objects of the repository.
 * @param folder a folder of the commit; empty for its root.
 * @param label what findings show in front of the paths.
 * @param near entries that are known already, by path, so that reading them needs no walk.
 * @param beforeWalk called before the whole folder is walked.
 */
export function commitTree(
  objects: Objects,
  {
    commit,
    folder,
    label,
    near = new Map(),
    beforeWalk = () => undefined,
  }: { commit: string; folder: string; label: string; near?: BlobIds; beforeWalk?: () => void },
): FileTree {
  const problems: Fault[] = [];
  let walked: { readonly files: readonly string[]; readonly ids: BlobIds } | undefined;
  let whole: CommitEntries | undefined;
  const tell = tellingOnce(problems);
  const at = (path: string) => ({ location: { file: shownIn(tree, path), line: 1, column: 1 } });
  const refuse: Refuse = (path, name, evidence) =>
    tell(fault('missing-source', name, evidence, at(path).location));
  const walk = () => {
    if (walked === undefined) beforeWalk();
    walked ??= walkCommit(objects, commit, folder, refuse);
    return walked;
  };
  const lookWhole = () => {
    whole ??= commitEntries(objects, `${commit}:${folder}`, {
      refuse,
      lack: (path) => tell(malformed(shownIn(tree, path), 'not-cached', {}).fault),
    });
    return whole;
  };
  const chunksOf = async function* (path: string): Chunks {
    const listed = lookWhole().at(path);
    const id = listed?.kind === 'file' ? listed.id : walk().ids.get(path);
    if (id === undefined)
      return listed === undefined
        ? noSuchFile(shownIn(tree, path))
        : problem('missing-source', 'link', { of: 'commit' }, at(path));
    const why = yield* objects.stream(id, lookWhole().behind(path));
    if (why === undefined) return undefined;
    return why === 'missing'
      ? malformed(shownIn(tree, path), 'not-cached', {}).fault
      : malformed(shownIn(tree, path), 'unreadable', { reason: why.message }).fault;
  };
  // One folder is read before all of them are: a reader that only needs a manifest need not wait for the rest.
  const looked = new Map(near);
  const idOf = (path: string): string | undefined => {
    if (walked !== undefined) return walked.ids.get(path);
    const above = posix.dirname(path);
    const mark = above === '.' ? './' : `${above}/`;
    if (!looked.has(mark)) {
      const below = above === '.' ? '' : above;
      const [top, entries] = topAnd(below);
      const isLink = top?.some(({ name, kind }) => name === below && kind === 'link') ?? true;
      const isAbsent = entries === undefined && !below.includes('/') && !isLink;
      for (const [file, id] of nearFiles(below, isAbsent ? [] : entries)) looked.set(file, id);
    }
    return looked.get(mark) === '' ? looked.get(path) : walk().ids.get(path);
  };
  /** The entries of the folder itself, and of one below it. */
  const topAnd = (below: string): readonly (readonly TreeEntry[] | undefined)[] => {
    const own = `${commit}:${folder}`;
    // What is near was read with its folder: that has the id of the one below, which another commit may have, too.
    if (near.size > 0 && below !== '' && !below.includes('/')) {
      const [top] = objects.folders([own]);
      const entry = top?.find(({ name }) => name === below);
      return [top, entry?.kind === 'folder' ? objects.folders([entry.id])[0] : undefined];
    }
    return objects.folders([own, `${commit}:${join(folder, below)}`]);
  };
  let readAhead = false;
  const tree: FileTree = {
    label,
    files: () => walk().files,
    read(path, most = maximumBytes) {
      const id = idOf(path);
      if (id === undefined) return undefined;
      if (walked !== undefined && !readAhead && oftenRead.test(path)) {
        readAhead = true;
        const ids = [...walked.ids].filter(([file]) => oftenRead.test(file)).map(([, each]) => each);
        objects.blobs(ids.slice(0, mostReadAtOnce), maximumBytes);
      }
      const [blob] = objects.blobs([id], most);
      if (Buffer.isBuffer(blob)) return blob;
      if (blob === undefined || blob === 'missing')
        problems.push(malformed(shownIn(tree, path), 'not-cached', {}).fault);
      else problems.push(tooLarge(blob.bytes, most, shownIn(tree, path)).fault);
      return undefined;
    },
    entries: () => lookWhole().entries(),
    stream: (path) => wholeOrThrow(chunksOf(path)),
    problems,
  };
  return tree;
}

/** Every file below a folder. */
function walkCommit(
  objects: Objects,
  commit: string,
  folder: string,
  refuse: Refuse,
): { readonly files: readonly string[]; readonly ids: BlobIds } {
  const ids = new Map<string, string>();
  const links: { readonly path: string; readonly id: string }[] = [];
  for (const { path, kind, id } of walkedCommit(objects, `${commit}:${folder}`, refuse)) {
    if (kind === 'file') ids.set(path, id);
    else if (kind === 'link') links.push({ path, id });
  }
  followLinks(objects, links, ids, refuse);
  return { files: [...ids.keys()].sort(), ids };
}

const join = (folder: string, below: string): string => [folder, below].filter(Boolean).join('/');

/** The blobs below a folder of a commit that readers will ask for. */
export function oftenReadBlobs(objects: Objects, commit: string, folder: string): string[] {
  const { ids } = walkCommit(objects, commit, folder, () => undefined);
  const wanted = [...ids].filter(([file]) => oftenRead.test(file)).map(([, id]) => id);
  return [...new Set(wanted)].slice(0, mostReadAtOnce);
}

/** Links to files and folders of the same tree count as their targets; links to links are not followed. */
function followLinks(
  objects: Objects,
  links: readonly { readonly path: string; readonly id: string }[],
  ids: Map<string, string>,
  refuse: Refuse,
): void {
  if (links.length === 0) return;
  const real = [...ids].sort(([a], [b]) => (a < b ? -1 : 1));
  const files = real.map(([path]) => path);
  const targets = objects.blobs(
    links.map(({ id }) => id),
    4096,
  );
  links.forEach(({ path }, index) => {
    const blob = targets[index];
    const above = posix.dirname(path);
    const target = Buffer.isBuffer(blob)
      ? pathInTree(above === '.' ? '' : above, blob.toString('utf8'))
      : undefined;
    const id = target === undefined || !hasFile(files, target) ? undefined : ids.get(target);
    const below =
      target === undefined || path.startsWith(`${target}/`) || target === ''
        ? []
        : real.filter(([file]) => file.startsWith(`${target}/`));
    if (id !== undefined) ids.set(path, id);
    else if (below.length > 0 && ids.size + below.length <= maximumTreeFiles)
      for (const [file, each] of below) ids.set(`${path}${file.slice((target as string).length)}`, each);
    else refuse(path, 'link', { of: 'commit' });
  });
}

/**
 * What is known about a folder of a commit that was read: the ids of its files by path, and a marker with an empty id that there
 * are no others. A folder with links is left to the walk, which can follow them.
 */
export function nearFiles(folder: string, entries: readonly TreeEntry[] | undefined): [string, string][] {
  if (entries === undefined || entries.some(({ kind }) => kind === 'link')) return [];
  const prefix = folder === '' ? '' : `${folder}/`;
  const files = entries.filter(({ kind }) => kind === 'file');
  return [
    [prefix === '' ? './' : prefix, ''],
    ...files.map(({ name, id }): [string, string] => [`${prefix}${name}`, id]),
  ];
}
