import { printable } from '../model/text.ts';
import { replaceFile } from '../sources/files/write-whole.ts';
import { exitCode } from './exit-code.ts';
import { Failure } from './failure.ts';

/**
 * Writes a file that the user asked for: the whole file or nothing.
 * @param shown the path to print.
 */
export function writeOut(path: string, content: string, shown: string): void {
  try {
    replaceFile(path, content);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    // The message names a temporary file, which the user does not know.
    const [why, hint] = reasons[code] ?? [message.replace(/, [a-z]+ '.*$/s, ''), undefined];
    throw new Failure(`cannot write \`${printable(shown)}\`: ${why}`, { code: exitCode.failed, hint });
  }
}

const rights = ['permission denied', 'check the permissions of the file and its folder'] as const;

const reasons: Readonly<Record<string, readonly [why: string, hint: string]>> = {
  EACCES: rights,
  EPERM: rights,
  EROFS: ['the disk is read-only', 'copy the folder to a place where you can write'],
  ENOSPC: ['the disk is full', 'free some space, and try again'],
  ENOENT: ['no such folder', 'create the folder first'],
  ENOTDIR: ['no such folder', 'create the folder first'],
  EISDIR: ['it is a folder', 'name a file instead'],
};
