import { createHash } from 'node:crypto';
import { existsSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { writeAtomically } from '../sources/files/atomic-write.ts';
import { readOwn } from '../sources/files/read-file.ts';
import { stateFolder } from '../sources/files/user-folders.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const format = z.object({
  mkt: z.literal(1),
  /** Where the plugins come from: the lock of the project, or what is installed. */
  from: z.enum(['lock', 'installed']),
  suspects: z.array(z.object({ id: z.string(), name: z.string(), requires: z.array(z.string()) })),
  tried: z.array(z.object({ ids: z.array(z.string()), isBad: z.boolean() })),
});

/** A search that is under way: its plugins, and every answer so far. */
export type BisectJournal = z.infer<typeof format>;

/** The files of the search in one folder. They are mkt's own: nothing in the project or the client's settings changes. */
export function bisectFiles(folder: string, env: Environment) {
  const key = createHash('sha256').update(realpathSync.native(folder)).digest('hex').slice(0, 24);
  const own = join(stateFolder(env), 'bisect', key);
  return { folder: own, journal: join(own, 'journal.json'), settings: join(own, 'settings.json') };
}

/** The search in a folder; undefined if none is under way, `unreadable` if its file is not one that mkt has written. */
export function readBisect(folder: string, env: Environment): BisectJournal | 'unreadable' | undefined {
  const { journal } = bisectFiles(folder, env);
  if (!existsSync(journal)) return undefined;
  try {
    return format.safeParse(JSON.parse(readOwn(journal))).data ?? 'unreadable';
  } catch {
    return 'unreadable';
  }
}

/** Keeps the search, whole: after a stop at any moment, the next run goes on from the last answer. */
export function writeBisect(folder: string, env: Environment, journal: BisectJournal): void {
  writeAtomically(bisectFiles(folder, env).journal, `${JSON.stringify(journal, null, 2)}\n`);
}

/** Settings for one session, which enable these plugins and no others. */
export function writeSessionSettings(
  folder: string,
  env: Environment,
  enabledPlugins: Readonly<Record<string, boolean>>,
): string {
  const { settings } = bisectFiles(folder, env);
  writeAtomically(settings, `${JSON.stringify({ enabledPlugins }, null, 2)}\n`);
  return settings;
}

/** Ends the search. */
export function removeBisect(folder: string, env: Environment): void {
  rmSync(bisectFiles(folder, env).folder, { recursive: true, force: true });
}
