import type { Fault } from '../model/fault.ts';
import type { Location } from '../model/location.ts';
import type { DocumentPath } from './source-text.ts';
import { isMap } from './values.ts';
import { readYaml } from './yaml.ts';

/** The head of an agent, command or skill, read as leniently as the client reads it. */
export interface FrontMatter {
  /**
   * `none`: there is no block. `sound`: a map. `repaired`: no YAML, but one when plain values are put in quotes, which the client
   * tries next. `broken`: not even then. `not-a-map`: YAML, but no map.
   */
  readonly state: 'none' | 'sound' | 'repaired' | 'broken' | 'not-a-map';
  readonly value: Readonly<Record<string, unknown>>;
  /** The text after the block. */
  readonly body: string;
  /** The line on which the body begins. */
  readonly bodyLine: number;
  /** What the YAML reader found, placed in the file. */
  readonly faults: readonly Fault[];
  /** The place of a key, or of the block. */
  readonly locate: (path: DocumentPath) => Location;
}

const block = /^---[ \t]*\r?\n([\s\S]*?)---[ \t]*(?:\r?\n|$)/;

/** Reads the front matter of a text. */
export function readFrontMatter(text: string, file: string): FrontMatter {
  const match = block.exec(text);
  let lineOf: ReadonlyMap<unknown, number> | undefined;
  const locate = ([key]: DocumentPath): Location => {
    if (match === null) return { file, line: 1, column: 1 };
    lineOf ??= linesOfKeys(match[1] ?? '');
    return { file, line: (key !== undefined && lineOf.get(key)) || 2, column: 1 };
  };
  if (match === null) return { state: 'none', value: {}, body: text, bodyLine: 1, faults: [], locate };
  const source = match[1] ?? '';
  const rest = { body: text.slice(match[0].length), bodyLine: linesIn(match[0]) + 1, locate };
  const plain = plainMap(source);
  if (plain !== undefined) return { state: 'sound', value: plain, faults: [], ...rest };
  if (source.trim() === '') return { state: 'sound', value: {}, faults: [], ...rest };
  const { value, faults } = lenient(source, file);
  if (isMap(value)) return { state: 'sound', value, faults, ...rest };
  if (value !== undefined) return { state: 'not-a-map', value: {}, faults, ...rest };
  const repaired = lenient(quoteValues(source), file).value;
  return isMap(repaired)
    ? { state: 'repaired', value: repaired, faults, ...rest }
    : { state: 'broken', value: {}, faults, ...rest };
}

/**
 * On which line of the file each key stands; of equal ones the last, which holds. Keys of the block begin their lines, so that no
 * reader of YAML is needed to find them.
 */
function linesOfKeys(source: string): Map<unknown, number> {
  return new Map(source.split('\n').map((line, index) => [keyOf(line), index + 2]));
}

/** The key that a line begins with, in quotes or not. */
function keyOf(line: string): string | undefined {
  const colon = line.indexOf(':');
  if (colon <= 0 || /^[\s#]/.test(line)) return undefined;
  const key = line.slice(0, colon).trim();
  return quotedText(key) ?? key;
}

/** Equal keys are no reason to drop a value; a bomb or a syntax error is. */
function lenient(
  source: string,
  file: string,
): { readonly value: unknown; readonly faults: readonly Fault[] } {
  const read = readYaml(source, file, { lastWins: true });
  const faults = read.faults.map((fault) => ({
    ...fault,
    location: { ...fault.location, line: fault.location.line + 1 },
  }));
  return { value: read.value, faults };
}

const plainKey = /^[A-Za-z_][\w-]*$/;
/** What begins no value, but ends the line for a pattern. */
const lineBreak = /[\r\u2028\u2029]/;

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

/** The map of a block of keys with simple texts: most are, and YAML readers are slow. Undefined for anything else. */
function plainMap(source: string): Record<string, unknown> | undefined {
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
function quotedText(stated: string): string | undefined {
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

/** What the client does with a block that is no YAML: values with special characters are put in quotes, tabs are taken. */
function quoteValues(source: string): string {
  return source
    .split('\n')
    .map((tabbed) => {
      const line = tabbed.replace(/^\t+/, (tabs) => '  '.repeat(tabs.length));
      const [whole, key] = /^([A-Za-z_-]+):[ \t]+/.exec(line) ?? [];
      if (key === undefined || whole === undefined) return line;
      const value = line.slice(whole.length).replace(/\r$/, '');
      if (value === '' || lineBreak.test(value)) return line;
      if (/^(".*"|'.*')$/.test(value) || !/[{}[\]*&#!|>%@`]|: /.test(value)) return line;
      return `${key}: "${value.replace(/\\/g, '\\\\').replace(/"/g, '\\"')}"`;
    })
    .join('\n');
}

function linesIn(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
