import system, { type PlatformPath } from 'node:path';
import type { Fault } from '../../model/problems.ts';
import { decode, malformed, maximumBytes, tooLarge } from '../../text/source-text.ts';
import { readBytes } from './read-file.ts';

/**
 * The text of a file, or why it has none. A file that is too large is not read at all.
 * @param shown the name to show.
 * @param most the maximum size in bytes.
 */
export function readText(
  path: string,
  shown: string,
  most = maximumBytes,
): { readonly text: string } | { readonly fault: Fault } {
  try {
    const read = readBytes(path, most);
    if ('bytes' in read) return decode(read.bytes, shown);
    return read.refused === 'not-a-file'
      ? malformed(shown, 'not-a-file', {})
      : tooLarge(read.size, most, shown);
  } catch (error) {
    return malformed(shown, 'unreadable', { reason: reasonOf(error) });
  }
}

/**
 * A path as findings show it: relative to the working folder, with `/` on every system; absolute if the two have only the root in
 * common.
 * @param rules of paths: those of this system, or of another one in tests.
 */
export function shownPath(
  path: string,
  cwd: string,
  rules: Pick<PlatformPath, 'relative' | 'sep' | 'isAbsolute'> = system,
): string {
  const { relative, sep, isAbsolute } = rules;
  const from = relative(cwd, path);
  const up = from.split(sep).filter((part) => part === '..').length;
  const isDrive = (part: string) => sep !== '/' && part.endsWith(':');
  const depth = cwd.split(sep).filter((part) => part !== '' && !isDrive(part)).length;
  const shown = isAbsolute(from) || (up > 0 && up >= depth) ? path : from === '' ? '.' : from;
  return sep === '/' ? shown : shown.replaceAll(sep, '/');
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'no such file',
  EISDIR: 'it is a folder',
  ELOOP: 'too many symbolic links (a cycle)',
  ENXIO: 'it is not a regular file',
};

/** Why the disk refused to read something, in plain words. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code === undefined ? undefined : reasons[code]) ?? message;
}
