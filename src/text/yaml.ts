import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  visit,
} from 'yaml';
import { type Fault, isErrorFault } from '../model/fault.ts';
import type { Location } from '../model/location.ts';
import { withoutConflicts } from './merge-conflicts.ts';
import {
  type Comment,
  capped,
  type DocumentPath,
  emptyFile,
  maximumDepth,
  maximumFaults,
  placesOf,
  type Read,
} from './source-text.ts';
import { spoken, syntaxFaults } from './yaml-syntax.ts';
import { tokenize } from './yaml-tokens.ts';

type Place = (offset: number) => Location;

/** So often may an alias multiply what it stands for: manifests do so a few times, a bomb millions of times. */
const maximumAliases = 100;

/**
 * Reads YAML 1.2 with the place of every value. Every syntax error is reported, and so is a key that stands twice.
 * @param lastWins whether the last of equal keys holds, with a warning; else they are an error.
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
  const fault = (message: string, offset: number, help?: string): void => {
    faults.push({ rule: 'MKT901', message, location: place(offset), ...(help !== undefined && { help }) });
  };
  for (const { message, offset, help } of conflicts) fault(message, offset, help);
  let root: Node | null = null;
  let value: unknown;
  let total: number | undefined;
  if (tooDeep !== undefined)
    fault(`nested more than ${maximumDepth} levels deep`, tooDeep, 'no manifest needs that');
  else {
    const [document, second] = compose(tokens, text.length);
    const wrong = document === undefined ? [] : syntaxFaults(document, merged);
    total = conflicts.length + wrong.length;
    for (const { message, offset, help } of wrong.slice(0, maximumFaults)) fault(message, offset, help);
    if (second !== undefined)
      fault(
        'a second YAML document begins here; a manifest is one',
        second.range[0],
        'remove the line `---` and all below it, or give it a file of its own',
      );
    root = document?.contents ?? null;
    if (root === null && faults.length === 0) fault(emptyFile, 0, 'write the manifest, or remove the file');
    if (root !== null) checkKeys(root, place, faults, lastWins);
    if (document !== undefined && !faults.some(isErrorFault)) value = plainValue(document, fault);
  }
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

function compose(tokens: readonly CST.Token[], end: number): Document.Parsed[] {
  // `uniqueKeys` compares every key with every other one; checkKeys does it in linear time.
  const composer = new Composer({ version: '1.2', uniqueKeys: false, merge: false, logLevel: 'error' });
  return [...composer.compose(tokens, true, end)];
}

/** Finds keys that stand twice or are no texts, and gives keys like `1.0` their text back, which YAML took for a number. */
function checkKeys(root: Node, place: Place, faults: Fault[], lastWins: boolean): void {
  // Where the syntax is broken, a strange key mostly comes of it.
  const isSound = faults.length === 0;
  visit(root, {
    Map(_, map) {
      const first = new Map<string, number>();
      for (const { key } of map.items) {
        const offset = startOf(isNode(key) ? key : map);
        if (!isScalar(key)) {
          if (isSound)
            faults.push({ rule: 'MKT901', message: 'a key must be a plain text', location: place(offset) });
          continue;
        }
        if (typeof key.value !== 'string') key.value = key.source ?? String(key.value);
        const text = key.value as string;
        const before = first.get(text);
        if (before === undefined) first.set(text, offset);
        else {
          const message = `the key \`${text}\` stands twice; the first is on line ${place(before).line}`;
          const fault: Fault = {
            rule: 'MKT901',
            message,
            location: place(offset),
            help: 'keep one of them',
          };
          faults.push(lastWins ? { ...fault, severity: 'warning' } : fault);
        }
      }
    },
  });
}

/** Plain values. An alias may be used, but not until it explodes. */
function plainValue(
  document: Document.Parsed,
  fault: (message: string, offset: number, help?: string) => void,
): unknown {
  try {
    return document.toJS({ maxAliasCount: maximumAliases });
  } catch (error) {
    // The library says both with a ReferenceError: an alias of nothing, and aliases that multiply.
    let alias: Node | undefined;
    visit(document, {
      Alias(_, node) {
        alias = node;
      },
    });
    fault(
      `not valid YAML: ${spoken((error as Error).message)}`,
      startOf(alias ?? null),
      'write the values out instead of using `*` aliases',
    );
    return undefined;
  }
}

function follow(
  root: Node | null,
  path: DocumentPath,
): { readonly node: Node | null; readonly complete: boolean } {
  let node = root;
  for (const step of path) {
    const next: unknown = isSeq(node) ? node.items[Number(step)] : pairOf(node, step)?.value;
    if (!isNode(next)) return { node, complete: false };
    node = next;
  }
  return { node, complete: true };
}

function pairOf(node: Node | null, step: string | number): Pair | undefined {
  return isMap(node) ? node.items.find(({ key }) => isScalar(key) && key.value === String(step)) : undefined;
}

function startOf(node: Node | null): number {
  return isAlias(node) || node?.range ? (node?.range?.[0] ?? 0) : 0;
}
