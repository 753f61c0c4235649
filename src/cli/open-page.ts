import { existsSync, mkdtempSync } from 'node:fs';
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

/** Where Linux keeps the programs that are snaps. */
const snaps = '/snap/bin';

/** What to do if a browser that is a snap shows an error instead of a temporary page: it has a temporary folder of its own. */
export function snapHint(folder = snaps): string {
  const browser = ['firefox', 'chromium'].find((name) => existsSync(join(folder, name)));
  return browser === undefined
    ? ''
    : `hint: if \`${browser}\` does not find it, name a file in your home folder with \`-o\`: a snap cannot read temporary files\n`;
}

/**
 * Opens a page in the browser and says where it is; where there is no browser the user can open it elsewhere.
 * @param isTemporary the page is in the system's folder for temporary files.
 */
export async function openPage(
  path: string,
  { stdout, stderr, env }: Io,
  { isTemporary }: { readonly isTemporary: boolean },
): Promise<void> {
  const why = await showFile(path, env);
  if (why === undefined) stderr.write(`opened ${printable(path)}\n${isTemporary ? snapHint() : ''}`);
  else {
    stderr.write(`the page was not opened: ${why}\n`);
    stdout.write(`${printable(path)}\n`);
  }
}
