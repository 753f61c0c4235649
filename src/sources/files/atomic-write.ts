import {
  accessSync,
  chmodSync,
  constants,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from './user-folders.ts';

let written = 0;

/** Writes a file atomically: no process ever reads half of it. */
export function writeAtomically(file: string, content: string | Buffer, mode = 0o600): void {
  makeFolder(dirname(file));
  putInPlace(file, (temporary) => writeFileSync(temporary, content, { mode, flag: 'wx' }));
}

/**
 * Writes a file of the user atomically. A link stays a link: its target is written. Permissions stay, and a file that is not
 * writable is not replaced.
 */
export function replaceFile(file: string, content: string): void {
  const status = statSync(file, { throwIfNoEntry: false });
  if (status === undefined) {
    putInPlace(file, (temporary) => writeFileSync(temporary, content, { flag: 'wx' }));
    return;
  }
  accessSync(file, constants.W_OK);
  // Nothing can take the place of a terminal or a pipe.
  if (!status.isFile()) {
    writeFileSync(file, content);
    return;
  }
  putInPlace(realpathSync.native(file), (temporary) => {
    writeFileSync(temporary, content, { flag: 'wx', mode: 0o600 });
    chmodSync(temporary, status.mode & 0o7777);
  });
}

/** A link that was created under the temporary name is not followed: writers open it with `wx`. */
function putInPlace(file: string, write: (temporary: string) => void): void {
  written += 1;
  // Machines that share a home folder can have processes with the same id.
  const own = `${process.pid}-${written}-${process.hrtime.bigint().toString(36)}`;
  const temporary = `${file}.${own}.new`;
  try {
    write(temporary);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
