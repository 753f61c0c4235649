import { runRules } from '../../analysis/engine.ts';
import { rules } from '../../analysis/rules/index.ts';
import { verdictOf } from '../../analysis/verdict.ts';
import { entryOf, isAbout, isUnknown } from '../../model/problems.ts';
import type { ResolveResult } from '../../report/results.ts';
import type { Answer, Call } from '../call.ts';
import { contextOf, resolutionOf } from '../context-of.ts';
import { type ExitCode, exitCode, exitCodeOf } from '../exit-code.ts';
import { gather } from '../gather.ts';
import { type Gathered, outcomeOf } from '../gathered.ts';

/** `mkt resolve`: versions only, or why there are none. */
export async function run({ args, options, world }: Call): Promise<Answer<ResolveResult>> {
  return answerOf(await gather(args, options, world));
}

/** The resolution, or why there is none. Other commands that need a resolution answer with this, too. */
export function answerOf(gathered: Gathered): { code: ExitCode; result: ResolveResult } {
  const { specs, faults } = gathered;
  const resolution = gathered.state === 'unsettled' ? undefined : resolutionOf(gathered);
  const problems = gathered.state === 'unsettled' ? gathered.problems : [];
  const unreadable = gathered.state === 'unreadable';
  // Only what keeps the request from being resolved: everything else about the combination is for `check`.
  const blocking = rules.filter(({ id }) => entryOf(id).scope !== 'combination' || isAbout(id, 'resolution'));
  const findings =
    resolution?.ok && faults.length === 0
      ? []
      : runRules(blocking, contextOf(gathered), { levels: {}, ignores: [] }).filter(
          (finding) => finding.severity === 'error' || isUnknown(finding) || unreadable,
        );
  const result = { resolution, specs, problems, findings };
  if (resolution?.ok && findings.length === 0) return { code: exitCode.fine, result };
  const verdict = verdictOf(outcomeOf(gathered), findings);
  return { code: exitCodeOf(findings, { strict: false, verdict: verdict.kind }), result };
}
