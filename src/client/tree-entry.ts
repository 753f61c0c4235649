import type { CaseName, EvidenceOf, Fault, IdOf } from '../model/problems.ts';

/** What an exact copy of a tree must have at one path. */
export type TreeEntry = FileEntry | LinkEntry;

export interface FileEntry {
  /** With `/`, relative to the root of the tree. */
  readonly path: string;
  readonly kind: 'file';
  /**
   * Whether its owner can run it, which is all that git stores of a mode: 755 or 644. On Windows, no file of a folder is
   * executable.
   */
  readonly executable: boolean;
  /** The size of its raw content, as it is in the folder or in the commit: no filter and no line ending is applied. */
  readonly size: number;
}

export interface LinkEntry {
  readonly path: string;
  readonly kind: 'link';
  readonly executable: false;
  /** Its target as written: possibly outside of the tree, missing, or a cycle; see {@link resolvedPath}. */
  readonly target: string;
  /** The size of the target in UTF-8. */
  readonly size: number;
}

/** Ends a stream that cannot return all bytes of a file: without it, half of a file would look like a small one. */
export class UnreadableEntry extends Error {
  /** Why; it is not among the problems of the tree. */
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(`${fault.rule} ${fault.case}: ${fault.location.file}`);
    this.fault = fault;
  }
}

/** Bytes in chunks, and why there are no more, if they are not complete. */
export type Chunks = AsyncGenerator<Uint8Array, Fault | undefined>;

/** Throws {@link UnreadableEntry} if the bytes are not complete. */
export async function* wholeOrThrow(chunks: Chunks): AsyncGenerator<Uint8Array, void> {
  const fault = yield* chunks;
  if (fault !== undefined) throw new UnreadableEntry(fault);
}

/** Says why a file or folder of a tree is not read. */
export type Refuse = <Name extends CaseName<IdOf<'missing-source'>>>(
  path: string,
  name: Name,
  evidence: EvidenceOf<IdOf<'missing-source'>, Name>,
) => void;

/** Adds faults to a list, each case once for a path: listing files and listing entries visit the same folders. */
export function tellingOnce(faults: Fault[]): (fault: Fault) => void {
  const told = new Set<string>();
  return (fault) => {
    const key = `${fault.rule} ${fault.case} ${fault.location.file}`;
    if (told.has(key)) return;
    told.add(key);
    faults.push(fault);
  };
}

/**
 * Whether a name can be part of a path. A crafted commit can contain names that no folder could have; in a folder, names that are
 * not UTF-8 contain `\ufffd` and lead nowhere.
 */
export const isPlainName = (name: string): boolean =>
  name !== '' && name !== '.' && name !== '..' && !/[/\0\n\r\ufffd]/.test(name);

/** Whether a link to this target can be created; if the target is not UTF-8, its exact bytes are not known. */
export const isPlainTarget = (target: string): boolean => target !== '' && !/[\0\ufffd]/.test(target);

/** By code unit. */
export const byPath = (a: { readonly path: string }, b: { readonly path: string }): number =>
  a.path < b.path ? -1 : 1;

/** The maximum number of links to follow on the way to one file, as on Linux. */
const mostLinks = 40;

/**
 * A path without the links on the way to it and at its end, or undefined if one of them leaves the tree or they form a cycle.
 * Whether the path exists is another question.
 */
export function resolvedPath(entries: readonly TreeEntry[], path: string): string | undefined {
  const links = new Map(
    entries.flatMap((entry) => (entry.kind === 'link' ? [[entry.path, entry.target] as const] : [])),
  );
  const real: string[] = [];
  const ahead = path.split('/').reverse();
  let followed = 0;
  for (let step = ahead.pop(); step !== undefined; step = ahead.pop()) {
    if (step === '' || step === '.') continue;
    if (step === '..') {
      if (real.pop() === undefined) return undefined;
      continue;
    }
    real.push(step);
    const target = links.get(real.join('/'));
    if (target === undefined) continue;
    followed += 1;
    if (followed > mostLinks || target.startsWith('/')) return undefined;
    real.pop();
    ahead.push(...target.split('/').reverse());
  }
  return real.join('/');
}
