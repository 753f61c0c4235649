/**
 * Where each value of a JSON text is, as three numbers a value: a tree of objects, as a parser builds it, takes twenty times the size
 * of the text.
 */
import { visit } from 'jsonc-parser';
import type { DocumentPath } from './source-text.ts';

/** The index of a value or key. Those of one text are numbered in the order in which they begin. */
export type ValueIndex = number;

/** The values of a text, which must be valid JSON, with or without comments and trailing commas. */
export interface JsonOffsets {
  /** The value at a path; of duplicate keys the first. */
  find(path: DocumentPath): ValueIndex | undefined;
  /** The key of a value in an object, undefined for an item of a list. */
  keyOf(path: DocumentPath): ValueIndex | undefined;
  start(index: ValueIndex): number;
  end(index: ValueIndex): number;
  /** The members of an object, in order and with duplicates; undefined for other values. */
  members(index: ValueIndex): Iterable<{ readonly key: ValueIndex; readonly value: ValueIndex }> | undefined;
  /** The items of a list; undefined for other values. */
  items(index: ValueIndex): Iterable<ValueIndex> | undefined;
  /** A key or plain value. */
  plain(index: ValueIndex): unknown;
}

/** Objects and lists with more members than this get an index when one of them is first looked for. */
const many = 32;

const root: ValueIndex = 0;

/** Reads where the values of a text are. */
export function offsetsOf(text: string): JsonOffsets {
  const { starts, ends, next } = spansOf(text);
  const keys = new Map<ValueIndex, ReadonlyMap<string, ValueIndex>>();
  const lists = new Map<ValueIndex, readonly ValueIndex[]>();
  const opens = (index: ValueIndex, bracket: string) => text[starts[index] ?? 0] === bracket;

  function* membersOf(index: ValueIndex) {
    const end = next[index] as number;
    for (let key = index + 1; key < end; ) {
      const value = key + 1;
      yield { key, value };
      key = next[value] as number;
    }
  }
  function* itemsOf(index: ValueIndex) {
    const end = next[index] as number;
    for (let item = index + 1; item < end; item = next[item] as number) yield item;
  }
  const plain = (index: ValueIndex): unknown => JSON.parse(text.slice(starts[index], ends[index]));

  const member = (object: ValueIndex, name: string): ValueIndex | undefined => {
    const known = keys.get(object);
    if (known !== undefined) return known.get(name);
    let seen = 0;
    for (const { key } of membersOf(object)) {
      if (plain(key) === name) return key;
      seen += 1;
      if (seen > many) break;
    }
    if (seen <= many) return undefined;
    const index = new Map<string, ValueIndex>();
    for (const { key } of membersOf(object)) {
      const each = String(plain(key));
      if (!index.has(each)) index.set(each, key);
    }
    keys.set(object, index);
    return index.get(name);
  };
  const item = (list: ValueIndex, position: number): ValueIndex | undefined => {
    let all = lists.get(list);
    if (all === undefined) {
      all = [...itemsOf(list)];
      if (all.length > many) lists.set(list, all);
    }
    return all[position];
  };

  const find = (path: DocumentPath): ValueIndex | undefined => {
    let at: ValueIndex | undefined = root;
    for (const step of path) {
      if (at === undefined) return undefined;
      if (opens(at, '{')) {
        const key: ValueIndex | undefined = typeof step === 'string' ? member(at, step) : undefined;
        at = key === undefined ? undefined : key + 1;
      } else at = opens(at, '[') && typeof step === 'number' ? item(at, step) : undefined;
    }
    return at;
  };
  return {
    find,
    keyOf(path) {
      const holder = path.length === 0 ? undefined : find(path.slice(0, -1));
      const step = path.at(-1);
      return holder !== undefined && typeof step === 'string' && opens(holder, '{')
        ? member(holder, step)
        : undefined;
    },
    start: (index) => starts[index] as number,
    end: (index) => ends[index] as number,
    members: (index) => (opens(index, '{') ? membersOf(index) : undefined),
    items: (index) => (opens(index, '[') ? itemsOf(index) : undefined),
    plain,
  };
}

interface Spans {
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** The index after everything in a value: its next sibling, if it has one. */
  readonly next: Uint32Array;
}

function spansOf(text: string): Spans {
  let spans: Spans = sized(Math.max(64, text.length >> 3));
  let count = 0;
  const open: ValueIndex[] = [];
  const add = (start: number, end: number): ValueIndex => {
    if (count === spans.starts.length) spans = grown(spans);
    spans.starts[count] = start;
    spans.ends[count] = end;
    spans.next[count] = count + 1;
    count += 1;
    return count - 1;
  };
  const begin = (offset: number) => {
    open.push(add(offset, offset + 1));
  };
  const end = (offset: number, length: number) => {
    const index = open.pop();
    if (index === undefined) return;
    spans.ends[index] = offset + length;
    spans.next[index] = count;
  };
  visit(
    text,
    {
      onObjectBegin: begin,
      onArrayBegin: begin,
      onObjectEnd: end,
      onArrayEnd: end,
      onObjectProperty: (_name, offset, length) => {
        add(offset, offset + length);
      },
      onLiteralValue: (_value, offset, length) => {
        add(offset, offset + length);
      },
    },
    { allowTrailingComma: true },
  );
  return spans;
}

const sized = (size: number): Spans => ({
  starts: new Uint32Array(size),
  ends: new Uint32Array(size),
  next: new Uint32Array(size),
});

function grown(spans: Spans): Spans {
  const larger = sized(spans.starts.length * 2);
  for (const key of ['starts', 'ends', 'next'] as const) larger[key].set(spans[key]);
  return larger;
}
