import { isAlias, isMap, isNode, isScalar, isSeq, type Node, type Pair, visit } from 'yaml';
import type { Location } from '../model/location.ts';
import {
  type CaseName,
  type EvidenceOf,
  type Fault,
  fault as faultAt,
  type IdOf,
  isError,
  problem,
} from '../model/problems.ts';
import { type SyntaxFault, withoutConflicts } from './merge-conflicts.ts';
import {
  type Comment,
  capped,
  type DocumentPath,
  maximumDepth,
  maximumFaults,
  placesOf,
  type Read,
} from './source-text.ts';
import { documentsOf } from './yaml-documents.ts';
import { syntaxFaults } from './yaml-syntax.ts';
import { tokenize } from './yaml-tokens.ts';
import { plainValueOf } from './yaml-values.ts';

type Place = (offset: number) => Location;

/**
 * The characters that YAML does not allow; its parser reads over them. In front matter, the client decides, and reads over them
 * too.
 */
const controlCharacter = /[\0-\x08\x0b\x0c\x0e-\x1f]/;

/**
 * Reads YAML 1.2 with the location of every value. Reports every syntax error and every duplicate key.
 * @param lastWins whether the last of duplicate keys counts, with a warning; else they are an error.
 */
export function readYaml(
  text: string,
  file: string,
  { lastWins = false }: { lastWins?: boolean } = {},
): Read {
  const place = placesOf(text, file);
  const { merged, faults: conflicts } = withoutConflicts(text);
  const { tokens, comments, tooDeep } = tokenize(merged);
  const faults: Fault[] = [];
  const fault: Report = (name, evidence, offset) => {
    faults.push(faultAt('malformed-file', name, evidence, place(offset)));
  };
  for (const each of conflicts) fault('syntax', syntaxOf(each), each.offset);
  let root: Node | null = null;
  let value: unknown;
  let total: number | undefined;
  if (tooDeep !== undefined) fault('too-deep', { language: 'YAML', most: maximumDepth }, tooDeep);
  else {
    const [document, second] = documentsOf(tokens, text.length);
    const wrong = document === undefined ? [] : syntaxFaults(document, merged);
    total = conflicts.length + wrong.length;
    for (const each of wrong.slice(0, maximumFaults)) fault('syntax', syntaxOf(each), each.offset);
    const control = lastWins ? -1 : merged.search(controlCharacter);
    if (control >= 0) fault('syntax', controlFault(merged, control), control);
    if (second !== undefined) fault('second-document', {}, second.range[0]);
    root = document?.contents ?? null;
    if (root === null && faults.length === 0) fault('empty', { kind: 'manifest' }, 0);
    if (root !== null) checkKeys(root, place, faults, lastWins);
    if (root !== null && !faults.some(isError)) {
      const plain = plainValueOf(root);
      if ('alias' in plain) fault('alias', { detail: plain.detail }, startOf(plain.alias));
      else value = plain.value;
    }
  }
  const pairOf = pairFinder();
  const follow = follower(pairOf);
  const find = (path: DocumentPath): Node | null => follow(root, path).node;
  return {
    file,
    value,
    faults: capped(faults, Math.max(total ?? 0, faults.length)),
    locate: (path) => place(startOf(find(path))),
    locateKey: (path) => {
      const key = pairOf(find(path.slice(0, -1)), path.at(-1) ?? '')?.key;
      return place(startOf(isNode(key) ? key : find(path)));
    },
    sourceOf: (path) => {
      const { node, complete } = follow(root, path);
      return complete && isScalar(node) ? node.source : undefined;
    },
    comments: () => comments.map(({ text, offset }): Comment => ({ text, location: place(offset) })),
  };
}

/** Adds a case of a malformed file to the faults, by its offset. */
type Report = <Name extends CaseName<IdOf<'malformed-file'>>>(
  name: Name,
  evidence: EvidenceOf<IdOf<'malformed-file'>, Name>,
  offset: number,
) => void;

const syntaxOf = ({ message, help, isVague }: SyntaxFault): EvidenceOf<IdOf<'malformed-file'>, 'syntax'> => ({
  language: 'YAML',
  detail: message,
  ...(help !== undefined && { help }),
  ...(isVague === true && { isVague }),
});

const controlFault = (text: string, offset: number) =>
  syntaxOf({
    message: `control character (U+${text.charCodeAt(offset).toString(16).toUpperCase().padStart(4, '0')})`,
    help: 'remove it, or write it as an escape sequence in double quotes',
    offset,
  });

/** Finds keys that are duplicates or not strings, and restores the text of keys like `1.0`, which YAML read as a number. */
function checkKeys(root: Node, place: Place, faults: Fault[], lastWins: boolean): void {
  // In a file with syntax errors, a key that is not a string is mostly a consequence.
  const isSound = faults.length === 0;
  visit(root, {
    Map(_, map) {
      const first = new Map<string, number>();
      for (const { key } of map.items) {
        const offset = startOf(isNode(key) ? key : map);
        if (!isScalar(key)) {
          if (isSound)
            faults.push(problem('malformed-file', 'key-not-text', {}, { location: place(offset) }));
          continue;
        }
        if (typeof key.value !== 'string') key.value = key.source ?? String(key.value);
        const text = key.value as string;
        const before = first.get(text);
        if (before === undefined) first.set(text, offset);
        else {
          const evidence = { language: 'YAML' as const, key: text, firstLine: place(before).line };
          const repeated = lastWins ? 'key-overruled' : 'duplicate-key';
          faults.push(problem('malformed-file', repeated, evidence, { location: place(offset) }));
        }
      }
    },
  });
}

/** Goes down a path as far as it exists. */
const follower =
  (pairOf: (node: Node | null, step: string | number) => Pair | undefined) =>
  (root: Node | null, path: DocumentPath): { readonly node: Node | null; readonly complete: boolean } => {
    let node = root;
    for (const step of path) {
      const next: unknown = isSeq(node) ? node.items[Number(step)] : pairOf(node, step)?.value;
      if (!isNode(next)) return { node, complete: false };
      node = next;
    }
    return { node, complete: true };
  };

/** A function from an object and a key to their pair, the first of duplicates; each object is gone through once. */
function pairFinder(): (node: Node | null, step: string | number) => Pair | undefined {
  const indexes = new Map<Node, Map<unknown, Pair>>();
  return (node, step) => {
    if (!isMap(node)) return undefined;
    let index = indexes.get(node);
    if (index === undefined) {
      index = new Map();
      for (const pair of node.items) {
        const key = isScalar(pair.key) ? pair.key.value : undefined;
        if (key !== undefined && !index.has(key)) index.set(key, pair);
      }
      indexes.set(node, index);
    }
    return index.get(String(step));
  };
}

function startOf(node: Node | null): number {
  return isAlias(node) || node?.range ? (node?.range?.[0] ?? 0) : 0;
}
