import { emptyContext } from '../analysis/context.ts';
import { runRules } from '../analysis/engine.ts';
import { rules } from '../analysis/rules/index.ts';
import { type Fault, isError } from '../model/problems.ts';
import { count } from '../model/text.ts';
import { findingsText } from '../report/findings-text.ts';
import { exitCode, unreadableCode } from './exit-code.ts';
import { Failure } from './failure.ts';
import type { Aside } from './world.ts';

/**
 * Prints the faults of the files that were read.
 * @throws Failure if one is an error, with exit code 2 if it is one of the list, 1 if it is in a file of a registry.
 */
export async function refuseFaults(
  { ofList, ofRegistries }: { readonly ofList: readonly Fault[]; readonly ofRegistries: readonly Fault[] },
  aside: Aside,
): Promise<void> {
  const errors = showFaults([...ofList, ...ofRegistries], aside);
  const inList = ofList.filter(isError);
  if (errors > 0)
    throw new Failure(`${count(errors, 'fault')} in the files that were read; nothing was done`, {
      code: inList.length > 0 ? unreadableCode(inList) : exitCode.problem,
    });
}

/** Prints faults. @returns how many of them are errors. */
export function showFaults(faults: readonly Fault[], { stream, style, width, quiet }: Aside): number {
  const findings = runRules(rules, { ...emptyContext, faults }, { levels: {}, ignores: [] });
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  if (errors > 0 || !quiet) stream.write(`${findingsText(findings, { style, width })}\n\n`);
  return errors;
}
