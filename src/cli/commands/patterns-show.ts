import { patternJson, patternText } from '../../report/patterns.ts';
import { browse } from '../browse.ts';
import type { Call } from '../command.ts';
import { emit } from '../emit.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { patternNamed } from '../gather.ts';

/** `mkt patterns show`: one pattern in full. */
export async function run(call: Call): Promise<ExitCode> {
  const { knowledge } = await browse(call);
  const pattern = patternNamed(call.args[0] ?? '', knowledge);
  await emit(
    call,
    call.options.format === 'json'
      ? patternJson(pattern)
      : patternText(pattern, { style: call.out, width: call.width }),
  );
  return exitCode.fine;
}
