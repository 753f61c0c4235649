import { patternsJson, patternsText } from '../../report/patterns.ts';
import { browse, requireKnown } from '../browse.ts';
import type { Call } from '../command.ts';
import { emit } from '../emit.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';

/** `mkt patterns list`: the named combinations. */
export async function run(call: Call): Promise<ExitCode> {
  const { options, out, width, io } = call;
  const { knowledge } = await browse(call);
  requireKnown('category', options.category, new Set(knowledge.patterns.map(({ category }) => category)));
  const kept = knowledge.patterns.filter(
    ({ category }) => options.category === undefined || category === options.category,
  );
  const terminal = io.stdout.isTTY === true && options.output === undefined;
  await emit(
    call,
    options.format === 'json' ? patternsJson(kept) : patternsText(kept, { style: out, width, terminal }),
  );
  return exitCode.fine;
}
