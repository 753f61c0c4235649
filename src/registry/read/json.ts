import { findNodeAtLocation, type Node, parseTree, printParseErrorCode, visit } from 'jsonc-parser';
import type { Fault } from '../../model/fault.ts';
import type { Location } from '../../model/location.ts';
import { sayings } from './json-sayings.ts';
import {
  type Comment,
  capped,
  type DocumentPath,
  maximumDepth,
  maximumFaults,
  placesOf,
  type Read,
} from './source-text.ts';

type Place = (offset: number) => Location;

/**
 * Reads JSON with the place of every value. Every syntax error is reported, and so is a key that stands twice.
 * @param comments whether comments and trailing commas are tolerated, as the client does in its settings.
 * @param lastWins whether the last of equal keys holds, with a warning, as the client has it; else the first, with an error.
 */
export function readJson(
  text: string,
  file: string,
  { comments = false, lastWins = false }: { comments?: boolean; lastWins?: boolean } = {},
): Read {
  const place = placesOf(text, file);
  const deep = tooDeepAt(text);
  const faults =
    deep === undefined
      ? syntaxFaults(text, comments, place)
      : [malformedAt(`nested more than ${maximumDepth} levels deep`, place(deep))];
  const tree = faults.length === 0 ? parseTree(text, [], { allowTrailingComma: comments }) : undefined;
  const value = tree === undefined ? undefined : plainValue(tree, { place, faults, lastWins });
  const find = (path: DocumentPath) => (tree === undefined ? undefined : findNodeAtLocation(tree, [...path]));
  const nearest = (path: DocumentPath): Node | undefined => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = find(path.slice(0, length));
      if (node !== undefined) return node;
    }
    return tree;
  };
  return {
    file,
    value,
    faults: capped(faults),
    locate: (path) => place(nearest(path)?.offset ?? 0),
    locateKey: (path) => place(find(path)?.parent?.children?.[0]?.offset ?? nearest(path)?.offset ?? 0),
    sourceOf: (path) => {
      const node = find(path);
      return node === undefined ? undefined : text.slice(node.offset, node.offset + node.length);
    },
    comments: () => (deep === undefined ? commentsOf(text, place) : []),
  };
}

/** Syntax errors, at most as many as are shown: a large file of something else would have millions. */
function syntaxFaults(text: string, comments: boolean, place: Place): Fault[] {
  const faults: Fault[] = [];
  const enough = new Error('enough');
  const onError = (error: number, offset: number) => {
    const code = printParseErrorCode(error);
    faults.push(malformedAt(`not valid JSON: ${sayings[code] ?? code}`, place(offset)));
    if (faults.length > maximumFaults) throw enough;
  };
  try {
    visit(
      text,
      { onError },
      { allowTrailingComma: comments, disallowComments: !comments, allowEmptyContent: false },
    );
  } catch (error) {
    if (error !== enough) throw error;
  }
  return faults;
}

const malformedAt = (message: string, location: Location): Fault => ({ rule: 'MKT901', message, location });

interface Reading {
  readonly place: Place;
  readonly faults: Fault[];
  readonly lastWins: boolean;
}

/** Plain values of a tree, in which `__proto__` is a key like any other; of equal keys one holds, with a fault. */
function plainValue(node: Node, reading: Reading): unknown {
  if (node.type === 'array') return (node.children ?? []).map((child) => plainValue(child, reading));
  if (node.type !== 'object') return node.value;
  const { place, faults, lastWins } = reading;
  const offsets = new Map<string, number>();
  const entries: [name: string, value: unknown][] = [];
  for (const { children: [key, child] = [] } of node.children ?? []) {
    if (key === undefined || child === undefined) continue;
    const name = String(key.value);
    const before = offsets.get(name);
    if (before === undefined) offsets.set(name, key.offset);
    else {
      const first = `the key \`${name}\` stands twice; the first is on line ${place(before).line}`;
      const fault: Fault = {
        rule: 'MKT901',
        message: lastWins ? `${first} and has no effect` : first,
        location: place(key.offset),
        help: 'keep one of them',
      };
      faults.push(lastWins ? { ...fault, severity: 'warning' } : fault);
    }
    if (before === undefined || lastWins) entries.push([name, plainValue(child, reading)]);
  }
  return Object.fromEntries(entries);
}

function commentsOf(text: string, place: Place): Comment[] {
  const comments: Comment[] = [];
  visit(text, {
    onComment(offset, length) {
      const inner = text.slice(offset, offset + length).replace(/^\/[/*]+|\*+\/$/g, '');
      comments.push({ text: inner.trim(), location: place(offset) });
    },
  });
  return comments;
}

/** Where the nesting gets too deep for readers that recurse. Brackets in strings do not count. */
export function tooDeepAt(text: string): number | undefined {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charCodeAt(index);
    if (char === 0x22) index = endOfString(text, index);
    else if (char === 0x7b || char === 0x5b) depth += 1;
    else if (char === 0x7d || char === 0x5d) depth -= 1;
    if (depth > maximumDepth) return index;
  }
  return undefined;
}

/** Offset of the quote that ends the string which begins at an offset; a string ends with its line at the latest. */
function endOfString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index += 1) {
    const char = text.charCodeAt(index);
    if (char === 0x5c) index += 1;
    else if (char === 0x22 || char === 0x0a) return index;
  }
  return text.length;
}
