/**
 * Simple front matter, read without the library. Most blocks in real marketplaces are simple, and a marketplace has hundreds:
 * without this, `mkt validate` of the largest sample takes 1.6 times as long if nothing is remembered from an earlier run, and 1.2
 * times as long on the sample in which most blocks need the library after all. If everything is remembered, it makes no difference.
 * `npm run bench:front-matter` measures it, and tests compare it with the library.
 */

const plainKey = /^[A-Za-z_][\w-]*$/;
/** What cannot start a value, but ends the line for a pattern. */
export const lineBreak = /[\r\u2028\u2029]/;

/** A plain key and the rest of its line; undefined for anything else. */
function plainLine(line: string): { readonly key: string; readonly stated: string } | undefined {
  const colon = line.indexOf(':');
  const key = line.slice(0, Math.max(colon, 0));
  const after = line.slice(colon + 1).replace(/\r$/, '');
  if (!plainKey.test(key) || !/^(?:[ \t]|$)/.test(after) || lineBreak.test(after)) return undefined;
  return { key, stated: withoutBlanks(after) };
}

/** Removes the spaces of YAML, which are fewer than those of `trim`, at both ends. */
function withoutBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text[start])) start += 1;
  while (end > start && isBlank(text[end - 1])) end -= 1;
  return text.slice(start, end);
}

const isBlank = (character: string | undefined): boolean => character === ' ' || character === '\t';

/** A value that YAML reads as the string that is written. */
const plainText = /^(?:[A-Za-z/(<\u00c0-\uffff][^\n]*|\d+\.\d+\.[\w.-]+)$/;
const otherThanText = /^(?:true|false|null|yes|no|on|off|~)$/i;

/** The object of a block of keys with simple values. Undefined for anything else, which is left to the YAML reader. */
export function plainMap(source: string): Record<string, unknown> | undefined {
  const entries = new Map<string, unknown>();
  const lines = source.split('\n');
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] as string;
    if (line.trim() === '') continue;
    const { key, stated } = plainLine(line) ?? {};
    if (key === undefined || stated === undefined || entries.has(key)) return undefined;
    const fold = /^([>|])(-?)$/.exec(stated);
    if (fold !== null) {
      const inside = indented(lines, index + 1);
      if (inside === undefined) return undefined;
      index += inside.length;
      entries.set(key, inside.join(fold[1] === '>' ? ' ' : '\n') + (fold[2] === '-' ? '' : '\n'));
      continue;
    }
    const below = stated === '' ? linesBelow(lines, index + 1) : [];
    const value = below.length > 0 ? valueBelow(below) : plainValue(stated);
    if (value === undefined) return undefined;
    index += below.length;
    entries.set(key, value);
  }
  return Object.fromEntries(entries);
}

/** A string on one line, in quotes or not, or a list of such words. */
function plainValue(stated: string): string | string[] | undefined {
  if (stated.startsWith('[')) return flowList(stated);
  return quotedText(stated) ?? (isPlainText(stated) ? stated : undefined);
}

/** A string in quotes without anything in it that reads differently than it is written. */
export function quotedText(stated: string): string | undefined {
  const quoted = /^"([^"\\]*)"$|^'([^']*)'$/.exec(stated);
  return quoted === null ? undefined : (quoted[1] ?? quoted[2] ?? '');
}

/** `[a, "b"]`, with an optional trailing comma. */
function flowList(stated: string): string[] | undefined {
  const inside = /^\[([^[\]{}#\\]*)\]$/.exec(stated)?.[1]?.trim();
  if (inside === undefined) return undefined;
  if (inside === '') return [];
  const items = inside
    .replace(/,$/, '')
    .split(',')
    .map((item) => item.trim());
  const texts = items.map((item) => quotedText(item) ?? (isWord(item) ? item : undefined));
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

/** The value on the lines below its key: a list, a map of strings, or a string over several lines. */
function valueBelow(below: readonly string[]): unknown {
  const [first = ''] = below;
  if (/^ *- /.test(first)) return listBelow(below);
  if (/^ +[A-Za-z_][\w-]*:( |$)/.test(first)) return mapBelow(below);
  return plainValue(below.map((line) => line.trim()).join(' '));
}

/** Keys with strings, all with the same indentation. */
function mapBelow(below: readonly string[]): Record<string, unknown> | undefined {
  const indent = /^ +/.exec(below[0] ?? '')?.[0] ?? '';
  const entries = new Map<string, unknown>();
  for (const line of below) {
    const { key, stated = '' } = plainLine(line.slice(indent.length)) ?? {};
    const value = plainValue(stated);
    if (!line.startsWith(indent) || key === undefined || value === undefined || entries.has(key))
      return undefined;
    entries.set(key, value);
  }
  return Object.fromEntries(entries);
}

/** `- a`, each on a line of its own. */
function listBelow(below: readonly string[]): string[] | undefined {
  const indent = /^ */.exec(below[0] ?? '')?.[0] ?? '';
  const texts = below.map((line) => {
    const item = line.startsWith(`${indent}- `) ? line.slice(indent.length + 2).trim() : '';
    return quotedText(item) ?? (isPlainText(item) ? item : undefined);
  });
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

/** The lines that belong to a key with an empty line: indented lines, or items of a list. */
function linesBelow(lines: readonly string[], start: number): string[] {
  let end = start;
  while (end < lines.length && /^ +\S|^- /.test(lines[end] as string)) end += 1;
  return lines.slice(start, end);
}

const isWord = (item: string): boolean => /^[A-Za-z][\w./ -]*$/.test(item) && isPlainText(item);

const isPlainText = (value: string): boolean =>
  plainText.test(value) && !/:(?:\s|$)|\s#|\t/.test(value) && !otherThanText.test(value);

/** The lines of a string that is indented below its key, all alike and none of them empty; else undefined. */
function indented(lines: readonly string[], start: number): string[] | undefined {
  const indent = /^ +/.exec(lines[start] ?? '')?.[0] ?? '';
  if (indent === '') return undefined;
  const found: string[] = [];
  for (let index = start; index < lines.length; index += 1) {
    const line = lines[index] as string;
    if (/^[^\s]/.test(line)) break;
    const text = line.slice(indent.length);
    if (line === '')
      return found.length > 0 && lines.slice(start + found.length).every((rest) => rest === '')
        ? found
        : undefined;
    if (!line.startsWith(indent) || !/^\S.*\S$/.test(text)) return undefined;
    found.push(text);
  }
  return found;
}
