import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Runs } from '../../changes/machine-runs.ts';
import { writeAtomically } from '../../sources/files/atomic-write.ts';
import { readOwn } from '../../sources/files/read-file.ts';
import { stateFolder } from '../../sources/files/user-folders.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What ran on this machine when the user last looked. */
export interface Remembered {
  /** When that was, such as `2026-11-28`. */
  readonly day: string;
  /** By `plugin@marketplace`. */
  readonly plugins: ReadonlyMap<string, Runs>;
}

const format = z.object({
  mkt: z.literal(1),
  day: z.iso.date(),
  plugins: z.record(
    z.string(),
    z.object({ version: z.string(), runs: z.record(z.string(), z.array(z.string())) }),
  ),
});

/** The file in which it is remembered. */
export const rememberedRunsFile = (env: Environment): string => join(stateFolder(env), 'changed.json');

/** What is remembered; undefined if nothing is, `unreadable` if the file is not one that mkt has written. */
export function readRememberedRuns(env: Environment): Remembered | 'unreadable' | undefined {
  const file = rememberedRunsFile(env);
  if (!existsSync(file)) return undefined;
  try {
    const { data } = format.safeParse(JSON.parse(readOwn(file)));
    return data === undefined
      ? 'unreadable'
      : { day: data.day, plugins: new Map(Object.entries(data.plugins)) };
  } catch {
    return 'unreadable';
  }
}

/** Remembers it, for the user alone. */
export function writeRememberedRuns(env: Environment, { day, plugins }: Remembered): void {
  const sorted = [...plugins].sort(([a], [b]) => (a < b ? -1 : 1));
  const content = { mkt: 1, day, plugins: Object.fromEntries(sorted) };
  writeAtomically(rememberedRunsFile(env), `${JSON.stringify(content, null, 2)}\n`);
}
