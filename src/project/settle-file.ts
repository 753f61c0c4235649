import { existsSync, lstatSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { settledSettings } from '../changes/settled-settings.ts';
import { isAlive } from '../sources/cache/lock.ts';
import { replaceFile } from '../sources/files/atomic-write.ts';
import { readOwn } from '../sources/files/read-file.ts';

/** What {@link replaceFile} writes next to a file before it takes its place. */
const unfinished = /^\.(\d+)-\d+-[0-9a-z]+\.new$/;

/** A run that is not stopped has its file in place long before. */
const longestMilliseconds = 2000;
/** Machines that share a home folder do not know each other's processes. */
const longestElsewhere = 3_600_000;

/** Removes what stopped runs have left next to a file of the user, where another mkt may be writing: it can hold secrets as the file does. */
export function removeUnfinished(file: string, now = Date.now()): void {
  const real = existsSync(file) ? realpathSync.native(file) : file;
  const name = basename(real);
  for (const each of namesIn(dirname(real))) {
    const [, pid] = (each.startsWith(name) && unfinished.exec(each.slice(name.length))) || [];
    if (pid === undefined) continue;
    const path = join(dirname(real), each);
    const age = now - (lstatSync(path, { throwIfNoEntry: false })?.mtimeMs ?? now);
    if (age > longestElsewhere || (age > longestMilliseconds && !isAlive(Number(pid))))
      rmSync(path, { force: true });
  }
}

/** What is in a folder; nothing if it may be written and not read, which is no reason to fail after the settings are in place. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

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
