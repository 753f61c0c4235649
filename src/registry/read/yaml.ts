import { type Document, isAlias, isMap, isNode, isScalar, isSeq, LineCounter, type Node, type Pair, parseAllDocuments } from 'yaml';
import type { Fault } from '../../model/fault.ts';
import type { Location } from '../../model/location.ts';
import { type DocumentPath, maximumDepth, type Read } from './source-text.ts';

/** Reads YAML with the place of every value. Duplicate keys, unknown tags and further documents are faults. */
export function readYaml(text: string, file: string): Read & { comments(): Comment[] } {
  const lines = new LineCounter();
  const place = (offset: number): Location => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const tooDeep = depthFault(text, file);
  const documents = tooDeep === undefined ? parse(text, lines) : [];
  const [document] = documents;
  const faults: Fault[] = tooDeep === undefined ? [] : [tooDeep];
  for (const { errors, warnings } of documents) {
    for (const { message, pos } of [...errors, ...warnings]) {
      faults.push({ rule: 'MKT901', message: firstLine(message), location: place(pos[0]) });
    }
  }
  if (documents.length > 1 && faults.length === 0) {
    faults.push({ rule: 'MKT901', message: 'the file holds several YAML documents; only one is read', location: place(documents[1]?.range[0] ?? 0) });
  }
  const value = document === undefined || faults.length > 0 ? undefined : toValue(document, place, faults);
  const root = document?.contents ?? null;
  return {
    file,
    value,
    faults,
    locate: (path) => place(offsetOf(find(root, path), root)),
    locateKey: (path) => place(keyOffset(root, path)),
    comments: () => commentsIn(text, file),
  };
}

/** A `#` comment and the line on which it stands. */
export interface Comment {
  readonly text: string;
  readonly location: Location;
}

function parse(text: string, lineCounter: LineCounter): Document.Parsed[] {
  const parsed = parseAllDocuments(text, { lineCounter, prettyErrors: false, uniqueKeys: true, version: '1.2', merge: false });
  return Array.isArray(parsed) ? parsed : [];
}

/** Values without YAML's cleverness: an alias may be used, but not until it explodes. */
function toValue(document: Document.Parsed, place: (offset: number) => Location, faults: Fault[]): unknown {
  try {
    return document.toJS({ maxAliasCount: 100, mapAsMap: false });
  } catch (error) {
    faults.push({ rule: 'MKT901', message: firstLine((error as Error).message), location: place(document.range[0]) });
    return undefined;
  }
}

/** Deep nesting is refused before the parser recurses into it. */
function depthFault(text: string, file: string): Fault | undefined {
  let depth = 0;
  let line = 1;
  for (const char of text) {
    if (char === '\n') line += 1;
    else if (char === '[' || char === '{') depth += 1;
    else if (char === ']' || char === '}') depth = Math.max(0, depth - 1);
    if (depth > maximumDepth) return deep(file, line);
  }
  const deepest = text.split('\n').findIndex((each) => (/^(?:[ ]|- )*/.exec(each)?.[0].length ?? 0) > 4 * maximumDepth && each.trim() !== '');
  return deepest < 0 ? undefined : deep(file, deepest + 1);
}

function deep(file: string, line: number): Fault {
  return { rule: 'MKT901', message: `nested more than ${maximumDepth} levels deep`, location: { file, line, column: 1 } };
}

function find(root: Node | null, path: DocumentPath): Node | null {
  let node = root;
  for (const step of path) {
    const next = childOf(node, step);
    if (next === null) return node;
    node = next;
  }
  return node;
}

function childOf(node: Node | null, step: string | number): Node | null {
  if (isSeq(node)) return (node.items[Number(step)] as Node | undefined) ?? null;
  const pair = pairOf(node, step);
  return pair !== undefined && isNode(pair.value) ? pair.value : null;
}

function pairOf(node: Node | null, step: string | number): Pair | undefined {
  return isMap(node) ? node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step)) : undefined;
}

function keyOffset(root: Node | null, path: DocumentPath): number {
  const parent = find(root, path.slice(0, -1));
  const key = pairOf(parent, path.at(-1) ?? '')?.key;
  return isNode(key) && key.range ? key.range[0] : offsetOf(find(root, path), root);
}

function offsetOf(node: Node | null, root: Node | null): number {
  const known = node ?? root;
  return isAlias(known) || known?.range ? (known.range?.[0] ?? 0) : 0;
}

function commentsIn(text: string, file: string): Comment[] {
  return text.split('\n').flatMap((line, index) => {
    const match = /(?:^|\s)#\s?(.*)$/.exec(line);
    return match === null ? [] : [{ text: match[1] ?? '', location: { file, line: index + 1, column: match.index + 1 } }];
  });
}

const firstLine = (message: string): string => {
  const [line = ''] = message.split('\n');
  return line.replace(/[.:]$/, '').replace(/^[A-Z](?=[a-z ])/, (letter) => letter.toLowerCase());
};
