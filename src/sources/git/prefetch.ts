import { maximumTreeDepth, skippedFolders } from '../../client/file-tree.ts';
import { maximumBytes } from '../../text/source-text.ts';
import type { Objects } from './objects.ts';

/** A folder of a commit. */
export interface CommitFolder {
  readonly commit: string;
  readonly folder: string;
}

/** A walk through so many folders of commits will need the others too. */
const patience = 4;

/** The maximum number of bytes to read in advance. */
const most = { entries: 300_000, bytes: 64 * 1024 * 1024, folders: 1000 };

/** Texts that plugin readers need; those of a tree are all read at once. */
export const oftenRead = /\.(md|json|ya?ml)$/i;

/**
 * Reads what many commits contain with one process for each level of folders (or a thousand of them) and three for all texts,
 * instead of some for each commit: most of their folders and files are the same. Does not fetch what a partial clone lacks.
 * @returns a function to call before each walk.
 */
export function walkedTogether(objects: Objects, places: readonly CommitFolder[]): () => void {
  let walks = 0;
  return () => {
    walks += 1;
    if (walks !== patience || places.length <= patience) return;
    const wanted = filesIn(objects, places, (name) => oftenRead.test(name));
    const missing = new Set(objects.missing(wanted));
    objects.blobs(
      wanted.filter((id) => !missing.has(id)),
      maximumBytes,
      most.bytes,
    );
  };
}

/**
 * Reads all that some folders of commits contain with one process for each level of folders and a few for all files. What a partial
 * clone lacks is fetched with one transfer. {@link Objects} keeps what was read, up to a limit; the rest is read when it is asked for.
 */
export function readTogether(objects: Objects, places: readonly CommitFolder[]): void {
  objects.blobs(
    filesIn(objects, places, () => true),
    maximumBytes,
    most.bytes,
  );
}

/** The files of these names in all the folders, each once; of all folders, if all files are wanted. */
function filesIn(
  objects: Objects,
  places: readonly CommitFolder[],
  isWanted: (name: string) => boolean,
): string[] {
  const isWhole = isWanted('');
  const found = new Set<string>();
  const seen = new Set<string>();
  let level = [...new Set(places.map(({ commit, folder }) => `${commit}:${folder}`))];
  let looked = 0;
  for (let depth = 0; level.length > 0 && depth <= maximumTreeDepth; depth += 1) {
    const next: string[] = [];
    for (let start = 0; start < level.length; start += most.folders) {
      for (const { kind, name, id } of objects
        .folders(level.slice(start, start + most.folders))
        .flatMap((entries) => entries ?? [])) {
        looked += 1;
        if ((kind === 'file' && isWanted(name)) || (isWhole && kind === 'link')) found.add(id);
        if (kind !== 'folder' || (!isWhole && skippedFolders.has(name)) || seen.has(id)) continue;
        seen.add(id);
        next.push(id);
      }
      if (looked > most.entries) return [...found];
    }
    level = next;
  }
  return [...found];
}
