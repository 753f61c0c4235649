import { fails, type Summary } from '../model/finding.ts';

/** Exit codes are a contract: scripts and hooks branch on them. */
export const exitCode = {
  /** Fine; warnings and notes are allowed unless `--strict`. */
  fine: 0,
  /** The input was understood and has a problem. */
  problem: 1,
  /** Wrong usage, or an input that cannot be read. */
  usage: 2,
  /** It could not be done: network, git, disk, or a bug in mkt. */
  failed: 3,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** The exit code that findings ask for. */
export function exitCodeOf(
  summary: Summary,
  { strict, unreadable }: { strict: boolean; unreadable: boolean },
): ExitCode {
  if (unreadable) return exitCode.usage;
  return fails(summary, strict) ? exitCode.problem : exitCode.fine;
}
