import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printable } from '../model/text.ts';
import { showFile } from '../sources/process/show-file.ts';
import { diskReason } from './disk-reason.ts';
import { exitCode } from './exit-code.ts';
import { Failure } from './failure.ts';
import type { Io } from './io.ts';

/** A file for a page that the user has named no file for, in a folder of its own that only the user can read. It stays. */
export function temporaryPage(command: string, format: string): string {
  try {
    return join(mkdtempSync(join(tmpdir(), 'mkt-page-')), `${command}.${format}`);
  } catch (error) {
    const [why, hint] = diskReason(error as NodeJS.ErrnoException);
    throw new Failure(`cannot write a temporary file: ${why}`, {
      code: exitCode.failed,
      hint: hint ?? 'name a file with `-o`',
    });
  }
}

/** Opens a page in the browser and says where it is; where there is no browser the user can open it elsewhere. */
export async function openPage(path: string, { stdout, stderr, env }: Io): Promise<void> {
  const why = await showFile(path, env);
  if (why === undefined) stderr.write(`opened ${printable(path)}\n`);
  else {
    stderr.write(`the page was not opened: ${why}\n`);
    stdout.write(`${printable(path)}\n`);
  }
}
