import { settledSettings } from '../changes/settled-settings.ts';
import { replaceFile } from '../sources/files/atomic-write.ts';
import { readOwn } from '../sources/files/read-file.ts';

/** Takes back what the client wrote into settings that a team does not want there; edits by others stay. */
export function settleFile(file: string, before: string): void {
  const now = readOwn(file);
  const after = settledSettings(before, now);
  if (after !== now) replaceFile(file, after);
}
