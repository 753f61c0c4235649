import type { Spec } from '../../model/resolution.ts';
import type { Unresolved, WhyNotResult } from '../../report/results.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { gather } from '../gather.ts';
import { combinationOf, type Gathered } from '../gathered.ts';
import { strategyOf } from '../resolve-request.ts';
import { specOf } from '../spec-of.ts';
import { whatIf } from '../what-if.ts';

/** `mkt why-not`: why a version is not available together with the others, or what would change if it were chosen. */
export async function run({ args, options, world }: Call): Promise<Answer<WhyNotResult | Unresolved>> {
  const [asked = '', ...rest] = args;
  const typed = specOf(asked);
  const gathered = await gather(rest, { ...options, command: `why-not ${asked}` }, world);
  // Without a resolution of the others, there is nothing to compare with.
  if (gathered.state !== 'resolved') return unresolved(gathered);
  const extra = pinned(typed, gathered);
  const found = await whatIf(gathered, extra, strategyOf(options, gathered.kept));
  // A name or range that does not exist is reported as `resolve` reports it.
  if (found.resolution === undefined) {
    const others = gathered.specs.map(({ text }) => text);
    return unresolved(await gather([...others, inFull(extra)], options, world));
  }
  const { resolution, changes } = found;
  return { code: exitCode.fine, result: { asked, resolution, changes } };
}

/** A name without a marketplace means the plugin of that name that the others already contain, if there is just one. */
function pinned(spec: Spec, gathered: Gathered): Spec {
  const same = combinationOf(gathered).filter(({ chosen }) => chosen.name === spec.name);
  const [only] = same;
  if (spec.marketplace !== undefined || only === undefined || same.length > 1) return spec;
  return { ...spec, marketplace: only.chosen.marketplace };
}

/** A spec as it must be typed to mean just this. */
const inFull = ({ name, marketplace, range }: Spec): string =>
  [name, marketplace, range === '*' ? undefined : range].filter((part) => part !== undefined).join('@');

async function unresolved(gathered: Gathered): Promise<Answer<Unresolved>> {
  const { code, result } = (await import('./resolve.ts')).answerOf(gathered);
  return { code, result: { unresolved: result } };
}
