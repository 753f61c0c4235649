import { printable } from '../model/text.ts';
import { replaceFile } from '../sources/files/atomic-write.ts';
import { diskReason } from './disk-reason.ts';
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
    // The message names a temporary file, which the user does not know.
    const [why, hint] = diskReason(error as NodeJS.ErrnoException);
    throw new Failure(`cannot write \`${printable(shown)}\`: ${why}`, { code: exitCode.failed, hint });
  }
}
