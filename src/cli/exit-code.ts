import { fails, type Summary } from '../model/finding.ts';

/** Exit codes are a contract: scripts and hooks depend on them. */
export const exitCode = { fine: 0, problem: 1, usage: 2, failed: 3 } as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** What each exit code means: in a few words, and in detail. */
export const exitCodeMeanings: Readonly<
  Record<keyof typeof exitCode, readonly [brief: string, more: string]>
> = {
  fine: ['success', 'there may be notes, and warnings unless `--strict` is given'],
  problem: ['problems found', 'the input was read, and something in it is wrong or does not exist'],
  usage: ['usage error or unreadable input', 'the command line is wrong, or an input file cannot be read'],
  failed: ['operation failed', 'because of the network, git, the disk, or a bug in mkt'],
};

/** The exit code for these findings. */
export function exitCodeOf(
  summary: Summary,
  { strict, unreadable }: { strict: boolean; unreadable: boolean },
): ExitCode {
  if (unreadable) return exitCode.usage;
  return fails(summary, strict) ? exitCode.problem : exitCode.fine;
}
