import type { Location } from '../model/location.ts';
import type { Fault } from '../model/problems.ts';
import { lineBreak, plainMap, quotedText } from './plain-front-matter.ts';
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
