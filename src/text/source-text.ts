import type { Location } from '../model/location.ts';
import { type CaseName, type EvidenceOf, type Fault, fault, type IdOf, problem } from '../model/problems.ts';

/** A path inside a document: keys and indexes from its root. */
export type DocumentPath = readonly (string | number)[];

/** A document with its locations: what it says, what is wrong with it, and where each value is. */
export interface Read {
  readonly file: string;
  /** Undefined if the text could not be read as a document at all; then a fault says why. */
  readonly value: unknown;
  readonly faults: readonly Fault[];
  /** The location of the value at a path, or of its nearest ancestor that exists. */
  locate(path: DocumentPath): Location;
  /** The location of a key rather than of its value. */
  locateKey(path: DocumentPath): Location;
  /** The text of a plain value as it is written in the file (`1.10`, which YAML reads as the number 1.1). */
  sourceOf(path: DocumentPath): string | undefined;
  /** Comments, without their marks. */
  comments(): readonly Comment[];
}

export interface Comment {
  readonly text: string;
  readonly location: Location;
}

/** The largest file to read as a manifest: far above any real one, far below what would be slow. */
export const maximumBytes = 1024 * 1024;

/** The deepest nesting to read: none of mkt's formats needs ten levels. */
export const maximumDepth = 64;

/** The maximum number of faults to report for one file; more would not help. */
export const maximumFaults = 200;

const strict = new TextDecoder('utf-8', { fatal: true });

/**
 * Decodes bytes as text, or says why they are not text. A byte order mark is removed.
 * @param file the name to show.
 */
export function decode(
  bytes: Uint8Array,
  file: string,
): { readonly text: string } | { readonly fault: Fault } {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return malformed(file, 'encoding', { found: 'UTF-16' });
  }
  let text: string;
  try {
    text = strict.decode(bytes);
  } catch {
    // As a stream, so that an incomplete character at the end does not count.
    const sound = new TextDecoder().decode(bytes.subarray(0, soundBytes(bytes)), { stream: true });
    return malformed(file, 'encoding', { found: 'bytes that are not UTF-8' }, placeIn(sound, sound.length));
  }
  const zero = text.indexOf('\0');
  if (zero >= 0) {
    return malformed(file, 'encoding', { found: 'NUL' }, placeIn(text, zero));
  }
  if (text.trim() === '') return malformed(file, 'empty', { kind: 'manifest' });
  return { text };
}

/** The fault of a file that is larger than allowed. */
export function tooLarge(bytes: number, most: number, file: string): { readonly fault: Fault } {
  return malformed(file, 'too-large', { bytes, most });
}

/** A case of a malformed file at a location in it, by default its start. */
export function malformed<Name extends CaseName<IdOf<'malformed-file'>>>(
  file: string,
  name: Name,
  evidence: EvidenceOf<IdOf<'malformed-file'>, Name>,
  { line = 1, column = 1 }: { line?: number; column?: number } = {},
): { readonly fault: Fault } {
  return { fault: fault('malformed-file', name, evidence, { file, line, column }) };
}

/** Line and column, from 1, of an offset. For one location in a large text; {@link placesOf} for many. */
export function placeIn(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (let end = text.indexOf('\n'); end >= 0 && end < offset; end = text.indexOf('\n', start)) {
    line += 1;
    start = end + 1;
  }
  return { line, column: offset - start + 1 };
}

/** A function from offsets to locations that counts the lines once. */
export function placesOf(text: string, file: string): (offset: number) => Location {
  let starts: number[] | undefined;
  return (offset) => {
    if (starts === undefined) {
      starts = [0];
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
    }
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { file, line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

/**
 * The first {@link maximumFaults}, and one more that counts the rest.
 * @param isGrave whether any of the rest is an error.
 */
export function capped(faults: readonly Fault[], total = faults.length, isGrave = true): Fault[] {
  const shown = faults.slice(0, maximumFaults);
  const last = shown.at(-1);
  if (last === undefined || total <= maximumFaults) return shown;
  return [
    ...shown,
    problem(
      'malformed-file',
      isGrave ? 'more' : 'more-warnings',
      { amount: total - maximumFaults },
      { location: last.location },
    ),
  ];
}

/** How many bytes from the start are valid UTF-8, by bisection: a streaming decoder accepts an incomplete character. */
function soundBytes(bytes: Uint8Array): number {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, middle), { stream: true });
      low = middle;
    } catch {
      high = middle - 1;
    }
  }
  return low;
}
