import { emptyContext } from '../analysis/context.ts';
import { runRules } from '../analysis/engine.ts';
import { rules } from '../analysis/rules/index.ts';
import type { Fault } from '../model/problems.ts';
import { count } from '../model/text.ts';
import { findingsText } from '../report/findings-text.ts';
import type { Call } from './command.ts';
import { Failure } from './failure.ts';

/** Prints what is wrong in the files read, and ends with exit code 2 if any of it is an error. */
export async function refuseFaults(
  { io, err, options, width }: Call,
  faults: readonly Fault[],
): Promise<void> {
  if (faults.length === 0) return;
  const findings = runRules(rules, { ...emptyContext, faults }, { levels: {}, ignores: [] });
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length === 0 && options.quiet) return;
  io.stderr.write(`${findingsText(findings, { style: err, width })}\n\n`);
  if (errors.length > 0)
    throw new Failure(`${count(errors.length, 'fault')} in what was read; nothing was done`);
}
