import { runRules } from '../../analysis/engine.ts';
import { rules } from '../../analysis/rules/index.ts';
import { summarize } from '../../model/finding.ts';
import { entryOf, isAbout } from '../../model/problems.ts';
import { resolveJson, resolveText } from '../../report/resolve.ts';
import type { Call } from '../command.ts';
import { emit } from '../emit.ts';
import { type ExitCode, exitCode, exitCodeOf } from '../exit-code.ts';
import { contextOf, gather } from '../gather.ts';

/** `mkt resolve`: versions only, or why there are none. */
export async function run(call: Call): Promise<ExitCode> {
  const gathered = await gather(call);
  const { resolution, specs, unreadable, faults, problems } = gathered;
  // Only what keeps the request from being resolved; what the combination is like is the business of `check`.
  const blocking = rules.filter(({ id }) => entryOf(id).scope !== 'combination' || isAbout(id, 'resolution'));
  const findings =
    resolution?.ok && faults.length === 0
      ? []
      : runRules(blocking, contextOf(gathered), { levels: {}, ignores: [] }).filter(
          ({ severity }) => severity === 'error' || unreadable,
        );
  const result = { resolution, specs, problems, findings };
  const { options, out, width } = call;
  await emit(
    call,
    options.format === 'json' ? resolveJson(result) : resolveText(result, { style: out, width }),
  );
  if (resolution?.ok) return exitCode.fine;
  return exitCodeOf(
    { ...summarize(findings), errors: Math.max(1, summarize(findings).errors) },
    { strict: false, unreadable },
  );
}
