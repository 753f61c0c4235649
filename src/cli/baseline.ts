import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { compareWith } from '../analysis/baseline.ts';
import { sayProblem } from '../analysis/rules/index.ts';
import type { CheckResult } from '../model/project.ts';
import { baselineFile } from '../project/project-files.ts';
import { Failure } from './failure.ts';
import type { Gathered } from './gathered.ts';
import { isAnswered } from './rule-settings.ts';

/** Whether the plugins are the project's own list: what it accepts does not apply to plugins of the command line. */
export const isOfProject = ({ list: { kind } }: Pick<Gathered, 'list'>): boolean =>
  kind === 'file' || kind === 'nothing';

/** The folder of the list. */
export const folderOf = ({ project }: Gathered, cwd: string): string => project?.root ?? cwd;

interface BaselineOptions {
  readonly cwd: string;
  /** `false` leaves the baseline out of account. */
  readonly baseline?: boolean;
  /** Plugins that are added to the list. */
  readonly with?: readonly string[];
}

/** Removes the findings in the project's baseline. That a list cannot be read or installed is never part of it. */
export async function withBaseline(
  { baseline: asked, with: added, cwd }: BaselineOptions,
  gathered: Gathered,
  result: CheckResult,
): Promise<CheckResult> {
  if (asked === false || added !== undefined || !isOfProject(gathered) || !isAnswered(gathered))
    return result;
  const folder = folderOf(gathered, cwd);
  // Most projects have none, and then nothing is loaded to read it.
  if (!existsSync(join(folder, baselineFile))) return result;
  const { readBaseline } = await import('../project/baseline.ts');
  const baseline = readBaseline(folder, cwd);
  if (baseline === undefined) return result;
  const [fault] = baseline.faults;
  if (fault !== undefined)
    throw new Failure(
      `\`${baseline.file}\` cannot be read: ${sayProblem(fault).message} (line ${fault.location.line})`,
      { hint: 'run `mkt check --write-baseline` to write it again' },
    );
  const { fresh, known, vanished } = compareWith(baseline.known, result.findings);
  return { ...result, findings: fresh, baseline: { file: baseline.file, known: known.length, vanished } };
}
