import type { Fault } from '../../model/fault.ts';
import type { Location } from '../../model/location.ts';

/** A path inside a document: keys and indexes from its root. */
export type DocumentPath = readonly (string | number)[];

/** A document with its places: what it says, what is wrong with it, and where each value stands. */
export interface Read {
  readonly file: string;
  /** Undefined if the text could not be read as a document at all. */
  readonly value: unknown;
  readonly faults: readonly Fault[];
  /** The place of the value at a path, or of its nearest ancestor that exists. */
  locate(path: DocumentPath): Location;
  /** The place of a key rather than of its value. */
  locateKey(path: DocumentPath): Location;
}

/** The largest file that is read as a manifest: far above any real one, far below what hurts. */
export const maximumBytes = 5 * 1024 * 1024;

/** The deepest nesting that is read. */
export const maximumDepth = 64;

/** Turns bytes into text, or says why they are none. */
export function decode(bytes: Uint8Array, file: string): { readonly text: string } | { readonly fault: Fault } {
  const at = (line: number, column: number, message: string, help: string): { fault: Fault } => ({
    fault: { rule: 'MKT901', message, location: { file, line, column }, help },
  });
  if (bytes.length > maximumBytes) {
    const size = `${(bytes.length / 1024 / 1024).toFixed(1)} MB`;
    return at(1, 1, `the file has ${size}; a manifest may have at most 5 MB`, 'check that this is the file you mean');
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
    const zero = text.indexOf('\0');
    if (zero >= 0) {
      const place = placeIn(text, zero);
      return at(place.line, place.column, 'the file holds NUL characters, so it is not text', 'save it as UTF-8 text');
    }
    if (text.trim() === '') return at(1, 1, 'the file is empty', 'write the manifest, or remove the file');
    return { text };
  } catch {
    const place = placeIn(Buffer.from(bytes).toString('latin1'), firstInvalidByte(bytes));
    return at(place.line, place.column, 'the file is not valid UTF-8', 'save it as UTF-8');
  }
}

/** Line and column, from 1, of an offset. */
export function placeIn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const lastBreak = before.lastIndexOf('\n');
  return { line: before.split('\n').length, column: offset - lastBreak };
}

function firstInvalidByte(bytes: Uint8Array): number {
  let low = 0;
  let high = bytes.length;
  // The longest valid beginning, found by halving: a stream decoder accepts a character that is cut off at the end.
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
