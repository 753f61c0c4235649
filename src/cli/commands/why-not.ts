import type { Unresolved, WhyNotResult } from '../../report/results.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { gather, strategyOf } from '../gather.ts';
import type { Gathered } from '../gathered.ts';
import { specOf } from '../spec-of.ts';
import { whatIf } from '../what-if.ts';

/** `mkt why-not`: why a version is not available together with the others, or what would change if it were chosen. */
export async function run({ args, options, world }: Call): Promise<Answer<WhyNotResult | Unresolved>> {
  const [asked = '', ...rest] = args;
  const extra = specOf(asked);
  const gathered = await gather(rest, options, world);
  // Without a resolution of the others, there is nothing to compare with.
  if (gathered.state !== 'resolved') return unresolved(gathered);
  const found = await whatIf(gathered, extra, strategyOf(options, gathered.kept));
  // A name or range that does not exist is reported as `resolve` reports it.
  if (found.resolution === undefined) {
    const others = gathered.specs.map(({ text }) => text);
    return unresolved(await gather([...others, asked], options, world));
  }
  const { resolution, changes } = found;
  return { code: exitCode.fine, result: { asked, resolution, changes } };
}

async function unresolved(gathered: Gathered): Promise<Answer<Unresolved>> {
  const { code, result } = (await import('./resolve.ts')).answerOf(gathered);
  return { code, result: { unresolved: result } };
}
