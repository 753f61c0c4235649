import { type CST, isMap, isScalar, isSeq, type Node, parseDocument, stringify, type YAMLSeq } from 'yaml';

/** An item of a list: a text, or a map that is written with one key a line. */
type Item = string | object;

/** What becomes of one list in a YAML document. */
export interface ListEdit {
  /** The key of the list at the top of the document. */
  readonly key: string;
  /** New texts, by the index of the item that they replace. */
  readonly replace: ReadonlyMap<number, string>;
  /** The indices of the items that go. */
  readonly remove: ReadonlySet<number>;
  /** Items that are added at the end. */
  readonly add: readonly Item[];
}

/** One place of the text that becomes another. */
interface Splice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * Edits a list where it is: only the lines of the items change, and every other byte stays, comments included.
 * @returns undefined if the result would not be exactly the list that was asked for, as with anchors: then nothing is to be written.
 */
export function editYamlList(text: string, edit: ListEdit): string | undefined {
  const document = parseDocument(text, { keepSourceTokens: true });
  if (document.errors.length > 0) return undefined;
  const before = (document.toJS() ?? {}) as Record<string, unknown>;
  const edited = spliced(text, splicesOf(text, document.contents, edit));
  const after = parseDocument(edited);
  const list = Array.isArray(before[edit.key]) ? (before[edit.key] as unknown[]) : [];
  const wanted = [
    ...list.flatMap((item, index) => (edit.remove.has(index) ? [] : [edit.replace.get(index) ?? item])),
    ...edit.add,
  ];
  const isAsAsked =
    after.errors.length === 0 &&
    JSON.stringify(after.toJS()) === JSON.stringify({ ...before, [edit.key]: wanted });
  return isAsAsked ? edited : undefined;
}

function spliced(text: string, splices: readonly Splice[]): string {
  const sorted = [...splices].sort((a, b) => b.from - a.from || b.to - a.to);
  return sorted.reduce((done, { from, to, text: put }) => done.slice(0, from) + put + done.slice(to), text);
}

function splicesOf(text: string, root: Node | null, edit: ListEdit): Splice[] {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const pair = isMap(root)
    ? root.items.find(({ key }) => isScalar(key) && key.value === edit.key)
    : undefined;
  const lines = edit.add.map((each) => `  - ${inLines(each, '    ', eol)}${eol}`).join('');
  if (pair === undefined) {
    if (edit.add.length === 0) return [];
    const gap = text === '' || text.endsWith('\n') ? '' : eol;
    return [{ from: text.length, to: text.length, text: `${gap}${edit.key}:${eol}${lines}` }];
  }
  const list = pair.value;
  if (isSeq(list)) return list.flow === true ? inFlow(text, list, edit, eol) : inBlock(text, list, edit, eol);
  // `plugins:` without a value.
  const end = (pair.key as Node).range?.[1] ?? text.length;
  const at = lineEnd(text, end);
  return [{ from: at, to: at, text: `${eol}${lines.slice(0, -eol.length)}` }];
}

/** One item a line, each after a dash. */
function inBlock(text: string, list: YAMLSeq, { replace, remove, add }: ListEdit, eol: string): Splice[] {
  const items = list.items as Node[];
  const dashes = (list.srcToken as CST.BlockSequence).items.map(
    ({ start }) => start.find(({ type }) => type === 'seq-item-ind')?.offset ?? 0,
  );
  const ends = items.map((item) => lineEnd(text, contentEnd(text, item)));
  const starts = dashes.map((dash) => text.lastIndexOf('\n', dash) + 1);
  const splices = replacements(text, items, replace);
  const last = ends.at(-1) ?? 0;
  if (remove.size === items.length && add.length === 0) {
    // An empty list has to be said: a key without a value is not a list.
    const from = colonBefore(text, dashes[0] ?? 0) + 1;
    splices.push({ from, to: from, text: ' []' });
  }
  for (const index of remove) {
    const [from, to] = [starts[index] as number, ends[index] as number];
    const next = nextLine(text, to);
    // The last line of a file may have no end; then the end of the line before goes.
    splices.push(next > to ? { from, to: next, text: '' } : { from: lineEnd(text, from - 1), to, text: '' });
  }
  const indent = text.slice(starts[0], dashes[0]);
  const style = items.findLast(isScalar)?.type;
  const more = add.map((each) => `${eol}${indent}- ${inLines(each, `${indent}  `, eol, style)}`).join('');
  if (more !== '') {
    // Where the last item goes, its line is replaced as a whole: two splices may not touch the same place.
    const gone = splices.findIndex(({ from, to }) => from <= last && last < to);
    const removed = gone < 0 ? undefined : splices[gone];
    if (removed === undefined) splices.push({ from: last, to: last, text: more });
    else splices[gone] = { ...removed, text: `${more.slice(eol.length)}${eol}` };
  }
  return splices;
}

/** Items between brackets, on one line or on several. */
function inFlow(text: string, list: YAMLSeq, { replace, remove, add }: ListEdit, eol: string): Splice[] {
  const items = list.items as Node[];
  const kept = items.flatMap((item, index) => (remove.has(index) ? [] : [item]));
  const style = items.findLast(isScalar)?.type;
  const words = add.map((each) => (typeof each === 'string' ? quoted(each, style) : JSON.stringify(each)));
  const [start = 0, end = 0] = list.range ?? [];
  const first = items[0];
  if (first === undefined || kept.length === 0)
    return [{ from: start, to: end, text: `[${words.join(', ')}]` }];
  const splices = replacements(text, items, replace);
  const rangeOf = (item: Node | undefined) => item?.range ?? [0, 0, 0];
  const lastKept = items.findLastIndex((_, index) => !remove.has(index));
  for (const index of remove)
    if (index < lastKept)
      splices.push({ from: rangeOf(items[index])[0], to: rangeOf(items[index + 1])[0], text: '' });
  if (lastKept < items.length - 1)
    splices.push({ from: rangeOf(items[lastKept])[1], to: rangeOf(items.at(-1))[1], text: '' });
  if (words.length === 0) return splices;
  const [from, to] = rangeOf(kept.at(-1));
  const indent = text.slice(text.lastIndexOf('\n', from) + 1, from);
  if (indent.trim() !== '' || remove.size > 0)
    return [...splices, { from: to, to, text: `, ${words.join(', ')}` }];
  const line = lineEnd(text, to);
  const hasComma = /^\s*,/.test(text.slice(to));
  return [
    ...splices,
    ...(hasComma ? [] : [{ from: to, to, text: ',' }]),
    {
      from: line,
      to: line,
      text: words
        .map((word, index) => `${eol}${indent}${word}${hasComma || index < words.length - 1 ? ',' : ''}`)
        .join(''),
    },
  ];
}

const replacements = (text: string, items: readonly Node[], replace: ListEdit['replace']): Splice[] =>
  [...replace].flatMap(([index, put]) => {
    const item = items[index];
    if (item?.range == null) return [];
    const style = isScalar(item) ? item.type : undefined;
    return [{ from: item.range[0], to: contentEnd(text, item), text: quoted(put, style) }];
  });

/** An item after its dash; a map has each further line behind the indent. */
function inLines(item: Item, indent: string, eol: string, style?: string): string {
  if (typeof item === 'string') return quoted(item, style);
  return stringify(item, { lineWidth: 0 }).trimEnd().replaceAll('\n', `${eol}${indent}`);
}

/** A text as YAML writes it, quoted if it must be or as its neighbor is. */
function quoted(text: string, style?: string | undefined): string {
  if (style === 'QUOTE_DOUBLE') return JSON.stringify(text);
  if (style === 'QUOTE_SINGLE') return `'${text.replaceAll("'", "''")}'`;
  return stringify(text, { lineWidth: 0 }).trimEnd();
}

/** Where an item ends; the range of a map includes the line break after it. */
function contentEnd(text: string, item: Node): number {
  const [start = 0, end = 0] = item.range ?? [];
  return start + text.slice(start, end).trimEnd().length;
}

/** The end of a line, before its line break. */
function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', Math.max(0, at));
  if (end < 0) return text.length;
  return text[end - 1] === '\r' ? end - 1 : end;
}

function nextLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? at : end + 1;
}

const colonBefore = (text: string, at: number): number => text.lastIndexOf(':', at);
