import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { isAbsolute, relative, sep } from 'node:path';
import type { Fault } from '../../model/fault.ts';
import { decode, maximumBytes } from './source-text.ts';

/** The text of a file, or why it has none. A file that is too large is not read at all. */
export function readText(path: string, shown: string): { readonly text: string } | { readonly fault: Fault } {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, 'r');
    const { size } = fstatSync(descriptor);
    if (size > maximumBytes) return decode({ length: size } as Uint8Array, shown);
    return decode(readFileSync(descriptor), shown);
  } catch (error) {
    const message = `the file cannot be read: ${(error as Error).message}`;
    return { fault: { rule: 'MKT901', message, location: { file: shown, line: 1, column: 1 } } };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** A path as findings show it: relative to the working folder, with `/`; absolute if that would need more than three `..`. */
export function shownPath(path: string, cwd: string): string {
  const from = relative(cwd, path);
  if (isAbsolute(from) || from.split(sep).filter((part) => part === '..').length > 3) return path.split(sep).join('/');
  return (from === '' ? '.' : from).split(sep).join('/');
}
