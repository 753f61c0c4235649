import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isStaleLock } from './lock.ts';
import { keptMilliseconds, readState } from './mirror-files.ts';

/** What is in the cache without need. */
export interface LeftOver {
  /** Lock files whose holders are gone. The next run that needs one takes it over. */
  readonly locks: readonly string[];
  /** What runs that were stopped had begun to write. Nothing reads it. */
  readonly halves: readonly string[];
  /** Repositories that were not updated for a long time, as they can be shown. */
  readonly unused: readonly string[];
}

/** A project that is checked once a quarter keeps its repositories. */
const unusedMilliseconds = 90 * 24 * 3_600_000;

/** Looks for what earlier runs have left behind. Only names and times are read, and the states of repositories. */
export function leftInCache(cache: string, now: number): LeftOver {
  const git = join(cache, 'git');
  const mirrors = namesIn(git).map((name) => join(git, name));
  const locks = [
    ...namesIn(join(cache, 'projects'))
      .filter((name) => name.endsWith('.lock'))
      .map((name) => join(cache, 'projects', name)),
    ...mirrors.map((mirror) => join(mirror, 'lock')),
  ].filter(isStaleLock);
  const halves = [join(cache, 'store'), join(cache, 'projects'), ...mirrors]
    .flatMap((folder) => namesIn(folder).map((name) => join(folder, name)))
    .filter((path) => /\.(new|old)$/.test(path) && isOlder(path, now - keptMilliseconds));
  const unused = mirrors.flatMap((mirror) => {
    const state = readState(mirror);
    return state !== undefined && now - state.checked > unusedMilliseconds ? [state.label] : [];
  });
  return { locks, halves, unused };
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function isOlder(path: string, than: number): boolean {
  const status = statSync(path, { throwIfNoEntry: false });
  return status !== undefined && status.mtimeMs < than;
}
