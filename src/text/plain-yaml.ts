/**
 * Lists and locks in the form that most of them have, read without the YAML library: loading and running it takes a quarter of the time
 * of a check in a hook. Whatever goes beyond that form is left to `readYaml`, whose answers are the same; tests compare the two.
 */
import type { Location } from '../model/location.ts';
import { type Comment, type DocumentPath, maximumDepth, placesOf, type Read } from './source-text.ts';

/** A value with the offset where it starts, and what it consists of. */
interface Node {
  readonly value: unknown;
  readonly at: number;
  /** A scalar as it is written, without quotes. */
  readonly source?: string;
  readonly items?: readonly Node[];
  readonly keys?: ReadonlyMap<string, { readonly at: number; readonly node: Node }>;
}

/** A line with something else than a comment. */
interface Line {
  readonly indent: number;
  /** Without its indentation, its comment and the blanks before it. */
  readonly text: string;
  /** The offset of the text. */
  readonly at: number;
}

/** What only the library reads: other characters, other line ends, and marks that have a meaning at the start of a line. */
const special = /[^\n\x20-\x7e]|^(?:---|\.\.\.|%)/m;

/**
 * Reads maps, lists of plain values, and maps and lists in brackets on one line.
 * @returns undefined for anything else, sound or not.
 */
export function readPlainYaml(text: string, file: string): Read | undefined {
  const split = special.test(text) ? undefined : linesOf(text);
  if (split === undefined || split.lines.length === 0) return undefined;
  const { lines, comments } = split;
  const root = blockAt(lines, 0, 0);
  if (root === undefined || root.end < lines.length || root.node.keys === undefined) return undefined;
  const place = placesOf(text, file);
  return {
    file,
    value: root.node.value,
    faults: [],
    locate: (path) => place(found(root.node, path).node.at),
    locateKey: (path) => place(keyAt(root.node, path)),
    sourceOf: (path) => {
      const { node, isWhole } = found(root.node, path);
      return isWhole ? node.source : undefined;
    },
    comments: () =>
      comments.map(({ text: said, at }): Comment => ({ text: said, location: place(at) as Location })),
  };
}

/** The lines of a text, and its comments; undefined if that needs the library. */
function linesOf(text: string):
  | {
      readonly lines: readonly Line[];
      readonly comments: readonly { readonly text: string; readonly at: number }[];
    }
  | undefined {
  const lines: Line[] = [];
  const comments: { text: string; at: number }[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const indent = line.length - line.trimStart().length;
    const comment = commentIn(line);
    if (comment === undefined) return undefined;
    const own = line.slice(indent, comment).trimEnd();
    if (comment < line.length) comments.push({ text: line.slice(comment + 1).trim(), at: start + comment });
    if (own !== '') lines.push({ indent, text: own, at: start + indent });
    start += line.length + 1;
  }
  return { lines, comments };
}

/** Where the comment of a line begins; its length without one; undefined if quotes go on over its end. */
function commentIn(line: string): number | undefined {
  let quote = '';
  for (let index = 0; index < line.length; index += 1) {
    const each = line[index] as string;
    if (quote !== '') {
      if (each === '\\' && quote === '"') index += 1;
      else if (each === quote) quote = '';
    } else if (each === '#' && (index === 0 || line[index - 1] === ' ')) return index;
    // Inside a plain value a quote is a character like any other.
    else if ((each === '"' || each === "'") && ' [{,'.includes(line[index - 1] ?? ' ')) quote = each;
  }
  return quote === '' ? line.length : undefined;
}

/** A block that starts at a line, and the line after it. */
type Block = { readonly node: Node; readonly end: number } | undefined;

function blockAt(lines: readonly Line[], start: number, depth: number): Block {
  const first = lines[start];
  if (first === undefined || depth > maximumDepth / 2) return undefined;
  return first.text.startsWith('- ') ? listAt(lines, start) : mapAt(lines, start, depth);
}

function mapAt(lines: readonly Line[], start: number, depth: number): Block {
  const { indent, at } = lines[start] as Line;
  const keys = new Map<string, { readonly at: number; readonly node: Node }>();
  let index = start;
  for (; index < lines.length; ) {
    const line = lines[index] as Line;
    if (line.indent < indent) break;
    const pair = line.indent === indent ? pairOf(line.text) : undefined;
    if (pair === undefined || keys.has(pair.key)) return undefined;
    const { key, value, from } = pair;
    if (value !== '') {
      const node = inlineNode(value, line.at + from);
      if (node === undefined) return undefined;
      keys.set(key, { at: line.at, node });
      index += 1;
      continue;
    }
    const below = lines[index + 1];
    const isInside =
      below !== undefined &&
      (below.indent > indent || (below.indent === indent && below.text.startsWith('- ')));
    const block = isInside ? blockAt(lines, index + 1, depth + 1) : undefined;
    if (block === undefined) return undefined;
    keys.set(key, { at: line.at, node: block.node });
    index = block.end;
  }
  return { node: mapNode(keys, at), end: index };
}

function listAt(lines: readonly Line[], start: number): Block {
  const { indent, at } = lines[start] as Line;
  const items: Node[] = [];
  let index = start;
  for (; index < lines.length; index += 1) {
    const { indent: own, text, at: from } = lines[index] as Line;
    if (own < indent || (own === indent && !text.startsWith('- '))) break;
    const value = text.slice(1).trimStart();
    const node = own === indent ? inlineNode(value, from + text.length - value.length) : undefined;
    if (node === undefined) return undefined;
    items.push(node);
  }
  return { node: listNode(items, at), end: index };
}

const mapNode = (keys: NonNullable<Node['keys']>, at: number): Node => ({
  at,
  keys,
  // Not by assignment: `__proto__` is a key like any other.
  value: Object.fromEntries([...keys].map(([key, { node }]) => [key, node.value])),
});

const listNode = (items: readonly Node[], at: number): Node => ({
  at,
  items,
  value: items.map(({ value }) => value),
});

/** YAML has a limit of 1,024 characters for such keys: those near it are left to the library. */
const pairStart = /^(?:([A-Za-z_][\w.@/+-]{0,1000})|"([^"\\]{0,1000})"):(?: +|$)/;

/** `key: value`, with the offset of the value in it. */
function pairOf(
  text: string,
): { readonly key: string; readonly value: string; readonly from: number } | undefined {
  const match = pairStart.exec(text);
  const key = match?.[1] ?? match?.[2];
  if (match === null || key === undefined || (match[1] !== undefined && isOtherThanText(key)))
    return undefined;
  return { key, value: text.slice(match[0].length), from: match[0].length };
}

/** A value on one line. */
function inlineNode(text: string, at: number): Node | undefined {
  if (text.startsWith('{') || text.startsWith('[')) return bracketNode(text, at);
  return scalarNode(text, at, false);
}

/** A map or a list of scalars in brackets. */
function bracketNode(text: string, at: number): Node | undefined {
  const isMap = text.startsWith('{');
  if (!text.endsWith(isMap ? '}' : ']') || text.length < 2) return undefined;
  const parts = partsOf(text.slice(1, -1), at + 1);
  if (parts === undefined) return undefined;
  if (!isMap) {
    const items = parts.map((part) => scalarNode(part.text, part.at, true));
    return items.every((item) => item !== undefined) ? listNode(items, at) : undefined;
  }
  const keys = new Map<string, { readonly at: number; readonly node: Node }>();
  for (const part of parts) {
    const pair = pairOf(part.text);
    const node = pair && scalarNode(pair.value, part.at + pair.from, true);
    if (pair === undefined || node === undefined || keys.has(pair.key)) return undefined;
    keys.set(pair.key, { at: part.at, node });
  }
  return mapNode(keys, at);
}

/** What is between the commas inside brackets, with its offsets; undefined if there are brackets inside. */
function partsOf(
  inside: string,
  at: number,
): readonly { readonly text: string; readonly at: number }[] | undefined {
  const parts: { text: string; at: number }[] = [];
  if (inside.trim() === '') return parts;
  let start = 0;
  let quote = '';
  for (let index = 0; index <= inside.length; index += 1) {
    const each = inside[index] ?? ',';
    if (quote !== '') {
      if (index === inside.length) return undefined;
      if (each === '\\' && quote === '"') index += 1;
      else if (each === quote) quote = '';
    } else if (each === ',') {
      const own = inside.slice(start, index);
      const text = own.trim();
      if (text === '') return undefined;
      parts.push({ text, at: at + start + own.length - own.trimStart().length });
      start = index + 1;
    } else if (/[[\]{}]/.test(each)) return undefined;
    else if ((each === '"' || each === "'") && ' ,'.includes(inside[index - 1] ?? ' ')) quote = each;
  }
  return parts;
}

/** A text without anything that has a meaning in YAML: a word, a path, a range, an address. */
const plainText = /^[A-Za-z_./^~][\w./@+^~=() -]*$/;
const version = /^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/;
/** A hash of a commit that cannot be a number. */
const commit = /^(?!\d+(?:e\d+)?$)[0-9a-f]{40}$/;
const quoted = /^(?:"((?:[^"\\]|\\["\\/bfnrt])*)"|'([^']*)')$/;

function scalarNode(text: string, at: number, inBrackets: boolean): Node | undefined {
  const match = quoted.exec(text);
  if (match !== null) {
    const value = match[1] === undefined ? (match[2] ?? '') : (JSON.parse(text) as string);
    return { value, at, source: value };
  }
  if (/^(?:true|false|0|[1-9]\d{0,8})$/.test(text))
    return { value: JSON.parse(text) as unknown, at, source: text };
  const isAddress = !inBrackets && /^(?:https|file):\/\/[\w./@+%~-]+$/.test(text);
  const isText = isAddress || (plainText.test(text) && !isOtherThanText(text));
  return isText || version.test(text) || commit.test(text) ? { value: text, at, source: text } : undefined;
}

/** Words and numbers that YAML takes for something else than a text, or may. */
const isOtherThanText = (text: string): boolean =>
  /^(?:~|null|true|false|yes|no|on|off|y|n)$|^[.]?\d|^\.(?:nan|inf)$|^<</i.test(text);

/** The node at a path, or the last one on the way to it. */
function found(root: Node, path: DocumentPath): { readonly node: Node; readonly isWhole: boolean } {
  let node = root;
  for (const step of path) {
    const next = node.items?.[Number(step)] ?? node.keys?.get(String(step))?.node;
    if (next === undefined) return { node, isWhole: false };
    node = next;
  }
  return { node, isWhole: true };
}

/** The offset of the last key of a path. */
const keyAt = (root: Node, path: DocumentPath): number =>
  found(root, path.slice(0, -1)).node.keys?.get(String(path.at(-1) ?? ''))?.at ?? found(root, path).node.at;
