import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

let written = 0;

/** Writes a file so that nobody ever reads half of it. */
export function writeWhole(file: string, content: string | Buffer, mode = 0o600): void {
  mkdirSync(dirname(file), { recursive: true });
  written += 1;
  // Machines that share a home folder may have processes of one number.
  const own = `${process.pid}-${written}-${process.hrtime.bigint().toString(36)}`;
  const temporary = `${file}.${own}.new`;
  try {
    // Whoever has put something there under that name is not followed.
    writeFileSync(temporary, content, { mode, flag: 'wx' });
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
