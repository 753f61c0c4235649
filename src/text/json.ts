import { type Node, parseTree, visit } from 'jsonc-parser';
import type { Location } from '../model/location.ts';
import { type Fault, problem } from '../model/problems.ts';
import { tooDeepAt } from './json-healing.ts';
import { syntaxFaults } from './json-syntax.ts';
import { type Comment, capped, type DocumentPath, maximumDepth, placesOf, type Read } from './source-text.ts';

type Place = (offset: number) => Location;

/**
 * Reads JSON with the location of every value. Reports every syntax error and every duplicate key.
 * @param comments whether comments and trailing commas are allowed, as the client does in its settings.
 * @param lastWins whether the last of duplicate keys counts, with a warning, as in the client; else the first, with an error.
 */
export function readJson(
  text: string,
  file: string,
  { comments = false, lastWins = false }: { comments?: boolean; lastWins?: boolean } = {},
): Read {
  const place = placesOf(text, file);
  const deep = tooDeepAt(text);
  const faults: Fault[] =
    deep === undefined
      ? syntaxFaults(text, comments).map(({ message: detail, offset, help }): Fault => {
          const evidence = { language: 'JSON' as const, detail, ...(help !== undefined && { help }) };
          return problem('malformed-file', 'syntax', evidence, { location: place(offset) });
        })
      : [
          problem(
            'malformed-file',
            'too-deep',
            { language: 'JSON', most: maximumDepth },
            { location: place(deep) },
          ),
        ];
  const tree = faults.length === 0 ? parseTree(text, [], { allowTrailingComma: comments }) : undefined;
  const value = tree === undefined ? undefined : plainValue(tree, { place, faults, lastWins });
  const child = childFinder();
  const find = (path: DocumentPath): Node | undefined =>
    path.reduce<Node | undefined>((node, step) => node && child(node, step), tree);
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

/**
 * A function from an object or list to the value of a key or index, the first of duplicate keys. Goes through each object once, in
 * contrast to the library, which does so for each key.
 */
function childFinder(): (node: Node, step: string | number) => Node | undefined {
  const indexes = new Map<Node, Map<unknown, Node>>();
  return (node, step) => {
    if (node.type === 'array') return typeof step === 'number' ? node.children?.[step] : undefined;
    if (node.type !== 'object') return undefined;
    let index = indexes.get(node);
    if (index === undefined) {
      index = new Map();
      for (const { children: [key, value] = [] } of node.children ?? [])
        if (key !== undefined && value !== undefined && !index.has(key.value)) index.set(key.value, value);
      indexes.set(node, index);
    }
    return index.get(step);
  };
}

interface Reading {
  readonly place: Place;
  readonly faults: Fault[];
  readonly lastWins: boolean;
}

/** The plain values of a tree, in which `__proto__` is a key like any other; one of duplicate keys counts, with a fault. */
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
      const evidence = { language: 'JSON' as const, key: name, firstLine: place(before).line };
      const repeated = lastWins ? 'key-overruled' : 'duplicate-key';
      faults.push(problem('malformed-file', repeated, evidence, { location: place(key.offset) }));
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
