import { withoutCredentials } from '../model/mask.ts';
import { type Release, shownVersion } from '../model/plugin.ts';
import { type Difference, differencesOf, whatRuns } from './review.ts';

/** What one plugin runs, as it is remembered from one day to another. */
export interface Runs {
  /** As it is shown: `no version` if the plugin states none. */
  readonly version: string;
  /** One line for each hook, server, …, by what it is. */
  readonly runs: Readonly<Record<string, readonly string[]>>;
}

/** What became of one plugin. */
export interface RunsChange {
  readonly id: string;
  readonly change: 'added' | 'moved' | 'same-version' | 'removed';
  readonly before?: string;
  readonly after?: string;
  /** Empty if what runs is the same. */
  readonly runs: readonly Difference[];
}

/** What a release runs, to be remembered. Commands may have passwords in their URLs, which are never kept. */
export function runsOf(release: Release): Runs {
  const lines = [...whatRuns(release)].filter(([, each]) => each.length > 0);
  return {
    version: shownVersion(release),
    runs: Object.fromEntries(lines.map(([what, each]) => [what, each.map(withoutCredentials).sort()])),
  };
}

/** What runs now and did not, or did and does not, by plugin; a plugin that is as it was is left out. */
export function changesBetween(
  before: ReadonlyMap<string, Runs>,
  after: ReadonlyMap<string, Runs>,
): RunsChange[] {
  const ids = [...new Set([...before.keys(), ...after.keys()])].sort();
  return ids.flatMap((id): RunsChange[] => {
    const [old, now] = [before.get(id), after.get(id)];
    const runs = differencesOf(linesOf(old), linesOf(now));
    const versions = { ...(old && { before: old.version }), ...(now && { after: now.version }) };
    if (old === undefined) return [{ id, change: 'added', ...versions, runs }];
    if (now === undefined) return [{ id, change: 'removed', ...versions, runs }];
    if (old.version !== now.version) return [{ id, change: 'moved', ...versions, runs }];
    return runs.length === 0 ? [] : [{ id, change: 'same-version', ...versions, runs }];
  });
}

const linesOf = (of: Runs | undefined): ReadonlyMap<string, readonly string[]> =>
  new Map(Object.entries(of?.runs ?? {}));
