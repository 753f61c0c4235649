import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Finding } from '../../model/finding.ts';
import { isUnknown } from '../../model/problems.ts';
import { printable } from '../../model/text.ts';
import type { ValidateResult } from '../../report/results.ts';
import { shownPath } from '../../sources/files/text-file.ts';
import type { Answer, Call } from '../call.ts';
import { type ExitCode, exitCodeOf, gravestCode } from '../exit-code.ts';
import { Failure } from '../failure.ts';
import { gather } from '../gather.ts';
import { inspect } from '../inspection.ts';
import { checkResult } from './check.ts';

/** `mkt patterns validate`: what is wrong with files of patterns, and with the plugins that they name. */
export async function run(call: Call): Promise<Answer<ValidateResult>> {
  const { args, options } = call;
  for (const text of args)
    if (statSync(resolve(options.cwd, text), { throwIfNoEntry: false })?.isFile() !== true)
      throw new Failure(`\`${printable(text)}\` is not a file`, {
        hint: 'name pattern files, such as `patterns/ours.yaml`',
      });
  const findings: Finding[] = [];
  const codes: ExitCode[] = [];
  for (const text of args) {
    const { findings: own, verdict } = await checkedPattern(text, call);
    findings.push(...own);
    codes.push(exitCodeOf(own, { strict: options.strict, verdict }));
  }
  const [first = ''] = args;
  return {
    code: gravestCode(codes),
    result: {
      path: first,
      kind: 'pattern',
      file: shownPath(resolve(options.cwd, first), options.cwd),
      findings,
      ...(args.length > 1 && { parts: args.map((path) => ({ kind: 'pattern', path })) }),
    },
  };
}

/**
 * The faults of one file, and what keeps its plugins from being used together. What else is to be said about them is said by
 * `mkt check --pattern`.
 */
async function checkedPattern(text: string, call: Call) {
  const { options, world } = call;
  // A path, even for a file without an ending in the working folder.
  const gathered = await gather([], { ...options, pattern: resolve(options.cwd, text) }, world);
  const { findings, verdict } = checkResult(gathered, await inspect(gathered, { options, world }), call);
  const file = shownPath(resolve(options.cwd, text), options.cwd);
  const own = findings.filter(
    (finding) =>
      finding.severity === 'error' ||
      isUnknown(finding) ||
      (gathered.state === 'unreadable' && finding.location?.file === file),
  );
  return { findings: own, verdict: verdict.kind };
}
