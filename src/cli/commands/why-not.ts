import { whyNotJson, whyNotText } from '../../report/why.ts';
import type { Call } from '../command.ts';
import { emit } from '../emit.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { gather } from '../gather.ts';
import { specOf } from '../spec-of.ts';
import { whatIf } from '../what-if.ts';

/** `mkt why-not`: why a version cannot be had next to the others, or what would change if it were. */
export async function run(call: Call): Promise<ExitCode> {
  const [asked = '', ...rest] = call.args;
  const wish = specOf(asked);
  const gathered = await gather({ ...call, args: rest });
  // Without a resolution of the others nothing can be said of one more.
  if (!gathered.resolution?.ok) return (await import('./resolve.ts')).run({ ...call, args: rest });
  const found = await whatIf(call, gathered, wish);
  // A name or range that is wrong in itself is reported as `resolve` reports it.
  if (found.resolution === undefined) {
    const others = gathered.specs.map(({ text }) => text);
    return (await import('./resolve.ts')).run({ ...call, args: [...others, asked] });
  }
  const answer = { asked, resolution: found.resolution, changes: found.changes };
  const { options, out, width } = call;
  await emit(
    call,
    options.format === 'json' ? whyNotJson(answer) : whyNotText(answer, { style: out, width }),
  );
  return exitCode.fine;
}
