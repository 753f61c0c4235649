import { printable } from '../model/text.ts';
import { replaceFile } from '../sources/files/write-whole.ts';
import { exitCode } from './exit-code.ts';
import { Failure } from './failure.ts';

/**
 * Writes a file that a user asked for, whole or not at all.
 * @param shown the file as the user knows it.
 */
export function writeOut(path: string, content: string, shown: string): void {
  try {
    replaceFile(path, content);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    // The message itself names a temporary file that nobody knows.
    const [why, hint] = reasons[code] ?? [message.replace(/, [a-z]+ '.*$/s, ''), undefined];
    throw new Failure(`cannot write \`${printable(shown)}\`: ${why}`, { code: exitCode.failed, hint });
  }
}

const rights = [
  'permission denied',
  'check the permissions of the file and of the folder that it lies in',
] as const;

const reasons: Readonly<Record<string, readonly [why: string, hint: string]>> = {
  EACCES: rights,
  EPERM: rights,
  EROFS: ['the disk is read-only', 'copy the folder to a place where you can write'],
  ENOSPC: ['the disk is full', 'make room, and try again'],
  ENOENT: ['there is no such folder', 'make the folder first'],
  ENOTDIR: ['there is no such folder', 'make the folder first'],
  EISDIR: ['it is a folder', 'name a file'],
};
