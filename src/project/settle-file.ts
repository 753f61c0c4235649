import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { settledSettings } from '../changes/settled-settings.ts';
import { replaceFile } from '../sources/files/atomic-write.ts';
import { readOwn } from '../sources/files/read-file.ts';

/** What {@link replaceFile} writes next to a file before it takes its place. */
const unfinished = /^\.\d+-\d+-[0-9a-z]+\.new$/;

/** Settles a file after a stop, and removes what the stopped run had written next to it. Called while no other mkt writes there. */
export function settleAfterStop(file: string, before: string): void {
  const name = basename(file);
  for (const each of readdirSync(dirname(file)))
    if (each.startsWith(name) && unfinished.test(each.slice(name.length))) rmSync(join(dirname(file), each));
  settleFile(file, before);
}

/** Takes back what the client wrote into settings that a team does not want there; edits by others stay. */
export function settleFile(file: string, before: string): void {
  const now = readOwn(file);
  const after = settledSettings(before, now);
  if (after !== now) replaceFile(file, after);
}
