import { type Finding, fails, summarize } from '../model/finding.ts';
import { isUnknown, isUnknownName } from '../model/problems.ts';
import type { Verdict } from '../model/verdict.ts';

/** Exit codes are a contract: scripts and hooks depend on them. */
export const exitCode = { fine: 0, problem: 1, usage: 2, failed: 3 } as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** What each exit code means: in a few words, and in detail. */
export const exitCodeMeanings: Readonly<
  Record<keyof typeof exitCode, readonly [brief: string, more: string]>
> = {
  fine: ['success', 'there may be notes, and warnings unless `--strict` is given'],
  problem: ['problems found', 'the input was read, but something in it is wrong or does not exist'],
  usage: [
    'usage error or unreadable input',
    'the command line is wrong, or the document that the command works on is missing, malformed or lacks a required key',
  ],
  failed: [
    'failed, or not known',
    'a problem with the network, git or the disk, or a bug in mkt; `mkt check --allow-unknown` accepts plugins that could not be looked up',
  ],
};

/** The exit code of a check. What could not be looked up has its own code, so that it does not count as a warning. */
export function exitCodeOf(
  findings: readonly Finding[],
  {
    strict,
    verdict,
    allowUnknown = false,
  }: { strict: boolean; verdict: Verdict['kind']; allowUnknown?: boolean },
): ExitCode {
  if (verdict === 'unreadable')
    return unreadableCode(findings.filter(({ severity }) => severity === 'error'));
  if (verdict === 'unsolvable' || verdict === 'refused') return exitCode.problem;
  if (fails(summarize(findings.filter((finding) => !isUnknown(finding))), strict)) return exitCode.problem;
  return verdict === 'unknown' && !allowUnknown ? exitCode.failed : exitCode.fine;
}

/** The exit code for errors in the document that a command works on. One that only names what does not exist could be read. */
export const unreadableCode = (
  errors: readonly { readonly rule: string; readonly case: string }[],
): ExitCode => (errors.length > 0 && errors.every(isUnknownName) ? exitCode.problem : exitCode.usage);

/** From the gravest to the mildest: an input that cannot be read, a problem, something not known, success. */
const byGravity: readonly ExitCode[] = [exitCode.usage, exitCode.problem, exitCode.failed, exitCode.fine];

/** The exit code of several checks. That something is not known never hides that something else is wrong. */
export function gravestCode(codes: readonly ExitCode[]): ExitCode {
  return byGravity.find((code) => codes.includes(code)) ?? exitCode.fine;
}
