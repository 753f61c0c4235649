/**
 * Front matter of the simple kind, read without the library. Of the blocks of real marketplaces most are such, and a marketplace has
 * hundreds: without this, `mkt validate` of the largest sample takes 1.6 times as long where nothing is remembered of a run before, and
 * 1.2 times that of the sample in which most blocks need the library after all. Where all is remembered it makes no difference.
 * `npm run bench:front-matter` measures it, and tests hold it to what the library says.
 */

const plainKey = /^[A-Za-z_][\w-]*$/;
/** What begins no value, but ends the line for a pattern. */
export const lineBreak = /[\r\u2028\u2029]/;

/** A plain key and what stands behind it on its line; undefined for anything else. */
function plainLine(line: string): { readonly key: string; readonly stated: string } | undefined {
  const colon = line.indexOf(':');
  const key = line.slice(0, Math.max(colon, 0));
  const after = line.slice(colon + 1).replace(/\r$/, '');
  if (!plainKey.test(key) || !/^(?:[ \t]|$)/.test(after) || lineBreak.test(after)) return undefined;
  return { key, stated: withoutBlanks(after) };
}

/** Blanks of YAML, which are fewer than those of `trim`, left out at both ends. */
function withoutBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text[start])) start += 1;
  while (end > start && isBlank(text[end - 1])) end -= 1;
  return text.slice(start, end);
}

const isBlank = (character: string | undefined): boolean => character === ' ' || character === '\t';

/** A value that YAML takes for the text that stands there. */
const plainText = /^(?:[A-Za-z/(<\u00c0-\uffff][^\n]*|\d+\.\d+\.[\w.-]+)$/;
const otherThanText = /^(?:true|false|null|yes|no|on|off|~)$/i;

/** The map of a block of keys with simple texts. Undefined for anything else, which is left to the reader of YAML. */
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

/** A text in one line, in quotes or not, or a list of such words. */
function plainValue(stated: string): string | string[] | undefined {
  if (stated.startsWith('[')) return flowList(stated);
  return quotedText(stated) ?? (isPlainText(stated) ? stated : undefined);
}

/** A text in quotes without anything in it that has to be read otherwise than it stands there. */
export function quotedText(stated: string): string | undefined {
  const quoted = /^"([^"\\]*)"$|^'([^']*)'$/.exec(stated);
  return quoted === null ? undefined : (quoted[1] ?? quoted[2] ?? '');
}

/** `[a, "b"]`, a comma behind the last one allowed. */
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

/** What stands on the lines below its key: a list, a map of texts, or a text that goes over several lines. */
function valueBelow(below: readonly string[]): unknown {
  const [first = ''] = below;
  if (/^ *- /.test(first)) return listBelow(below);
  if (/^ +[A-Za-z_][\w-]*:( |$)/.test(first)) return mapBelow(below);
  return plainValue(below.map((line) => line.trim()).join(' '));
}

/** Keys with texts, all indented alike. */
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

/** The lines that belong to a key with nothing behind it: indented ones, or items of a list. */
function linesBelow(lines: readonly string[], start: number): string[] {
  let end = start;
  while (end < lines.length && /^ +\S|^- /.test(lines[end] as string)) end += 1;
  return lines.slice(start, end);
}

const isWord = (item: string): boolean => /^[A-Za-z][\w./ -]*$/.test(item) && isPlainText(item);

const isPlainText = (value: string): boolean =>
  plainText.test(value) && !/:(?:\s|$)|\s#|\t/.test(value) && !otherThanText.test(value);

/** The lines of a text that is indented below its key, all alike and none of them empty; else undefined. */
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
