import { fails, type Summary } from '../model/finding.ts';

/** Exit codes are a contract: scripts and hooks branch on them. */
export const exitCode = { fine: 0, problem: 1, usage: 2, failed: 3 } as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** What each of them says: in a few words, and what belongs to it. */
export const exitCodeMeanings: Readonly<
  Record<keyof typeof exitCode, readonly [brief: string, more: string]>
> = {
  fine: ['fine', 'warnings and notes are allowed unless `--strict`'],
  problem: [
    'a problem was found',
    'the input was understood, and something in it does not hold or is not there',
  ],
  usage: ['wrong usage or unreadable input', 'mkt was called wrongly, or was given what cannot be read'],
  failed: ['it could not be done', 'because of a network, git, the disk, or a bug in mkt'],
};

/** The exit code that findings ask for. */
export function exitCodeOf(
  summary: Summary,
  { strict, unreadable }: { strict: boolean; unreadable: boolean },
): ExitCode {
  if (unreadable) return exitCode.usage;
  return fails(summary, strict) ? exitCode.problem : exitCode.fine;
}
