import type { CaseName, EvidenceOf, Fault, IdOf } from '../model/problems.ts';

/** What an exact copy of a tree must hold under one path. */
export type TreeEntry = FileEntry | LinkEntry;

export interface FileEntry {
  /** With `/`, relative to the root of the tree. */
  readonly path: string;
  readonly kind: 'file';
  /** Whether its owner may run it, which is all that git keeps of a mode: 755 or 644. On Windows no file of a folder is. */
  readonly executable: boolean;
  /** Bytes of its raw content, as it lies in the folder or in the commit: no filter and no end of line is applied. */
  readonly size: number;
}

export interface LinkEntry {
  readonly path: string;
  readonly kind: 'link';
  readonly executable: false;
  /** Where it leads, as stated: perhaps out of the tree, to nothing, or round in a ring. {@link resolvedPath} tells. */
  readonly target: string;
  /** Bytes of the target in UTF-8. */
  readonly size: number;
}

/** What ends a stream that cannot give all bytes of a file: without it, half of a file would look like a small one. */
export class UnreadableEntry extends Error {
  /** Why; it does not stand among the problems of the tree. */
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(`${fault.rule} ${fault.case}: ${fault.location.file}`);
    this.fault = fault;
  }
}

/** Bytes in pieces, and at their end, if these are not all, why. */
export type Chunks = AsyncGenerator<Uint8Array, Fault | undefined>;

/** Throws {@link UnreadableEntry} where the bytes are not all. */
export async function* wholeOrThrow(chunks: Chunks): AsyncGenerator<Uint8Array, void> {
  const fault = yield* chunks;
  if (fault !== undefined) throw new UnreadableEntry(fault);
}

/** Says of a file or folder of a tree why it is not looked at. */
export type Refuse = <Name extends CaseName<IdOf<'missing-source'>>>(
  path: string,
  name: Name,
  evidence: EvidenceOf<IdOf<'missing-source'>, Name>,
) => void;

/** Adds faults to a list, each case once for a path: who lists files and who lists entries meet the same folders. */
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
 * Whether a name can stand in a path. A crafted commit may hold names that no folder could have, and a folder such as are not
 * UTF-8, which come with `\ufffd` and lead nowhere.
 */
export const isPlainName = (name: string): boolean =>
  name !== '' && name !== '.' && name !== '..' && !/[/\0\n\r\ufffd]/.test(name);

/** Whether a link can be made that leads there; of one that is not UTF-8 the exact target is not known. */
export const isPlainTarget = (target: string): boolean => target !== '' && !/[\0\ufffd]/.test(target);

/** By code unit. */
export const byPath = (a: { readonly path: string }, b: { readonly path: string }): number =>
  a.path < b.path ? -1 : 1;

/** So many links are followed on the way to one file, as Linux does. */
const mostLinks = 40;

/**
 * A path without the links on the way to it and at its end, or undefined if one of them leaves the tree or they go round. Whether
 * something lies there is another question.
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
