import type { Location } from '../model/location.ts';
import type { Fault } from '../model/problems.ts';
import { lineBreak, plainMap, quotedText } from './plain-front-matter.ts';
import type { DocumentPath } from './source-text.ts';
import { isMap } from './values.ts';
import { readYaml } from './yaml.ts';

/** The front matter of an agent, command or skill, read as leniently as the client reads it. */
export interface FrontMatter {
  /**
   * `none`: there is no block. `sound`: an object. `repaired`: not YAML, but YAML once plain values are in quotes, which the client
   * tries next. `broken`: not even then. `not-a-map`: YAML, but not an object.
   */
  readonly state: 'none' | 'sound' | 'repaired' | 'broken' | 'not-a-map';
  readonly value: Readonly<Record<string, unknown>>;
  /** The text after the block. */
  readonly body: string;
  /** The line on which the body begins. */
  readonly bodyLine: number;
  /** What the YAML reader found, with locations in the file. */
  readonly faults: readonly Fault[];
  /** The location of a key, or of the block. */
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
 * The line of each key in the file; the last of duplicate keys, which counts. Keys of the block begin their lines, so that finding
 * them does not need a YAML reader.
 */
function linesOfKeys(source: string): Map<unknown, number> {
  return new Map(source.split('\n').map((line, index) => [keyOf(line), index + 2]));
}

/** The key at the start of a line, in quotes or not. */
function keyOf(line: string): string | undefined {
  const colon = line.indexOf(':');
  if (colon <= 0 || /^[\s#]/.test(line)) return undefined;
  const key = line.slice(0, colon).trim();
  return quotedText(key) ?? key;
}

/** Duplicate keys are not a reason to drop a value; an alias bomb or a syntax error is. */
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

/** What the client does with a block that is not YAML: it puts values with special characters in quotes, and accepts tabs. */
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
