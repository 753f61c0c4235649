import type { Environment } from './git-environment.ts';
import type { GitProblem } from './git-problem.ts';

/** A git command and the repository it works on. */
export interface GitCommand {
  /** The command and its options. Untrusted arguments come after `--end-of-options` or `--`, or in {@link input}. */
  readonly args: readonly string[];
  /** The folder with `objects` and `refs`. Always given, so that git does not search for one. */
  readonly gitDir?: string;
  readonly env: Environment;
  readonly input?: string;
  /** The index to read, if it is not the repository's usual one. */
  readonly indexFile?: string;
  /** Whether it may use the network; else it has no transport at all. */
  readonly network?: boolean;
  /** Configuration that must not be among the arguments. */
  readonly settings?: readonly (readonly [key: string, value: string])[];
  /** The maximum size of the output in bytes; with more, the command has failed. */
  readonly mostBytes?: number;
}

export type GitOutcome =
  | { readonly ok: true; readonly stdout: Buffer }
  | { readonly ok: false; readonly problem: GitProblem };
