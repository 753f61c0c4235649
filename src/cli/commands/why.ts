import { nearest } from '../../model/nearest.ts';
import { pluginId } from '../../model/plugin.ts';
import type { Chosen } from '../../model/resolution.ts';
import { printable } from '../../model/text.ts';
import type { Unresolved, WhyResult } from '../../report/results.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { didYouMean, Failure } from '../failure.ts';
import { gather } from '../gather.ts';
import { strategyOf } from '../resolve-request.ts';
import { specOf } from '../spec-of.ts';
import { whatIf } from '../what-if.ts';

/** `mkt why`: what requires a chosen version, and what holds it back if it is not the newest. */
export async function run({ args, options, world }: Call): Promise<Answer<WhyResult | Unresolved>> {
  const [asked = '', ...rest] = args;
  const { name, marketplace } = specOf(asked);
  const gathered = await gather(rest, { ...options, command: `why ${asked}` }, world);
  // Without a resolution, the answer is why there is none.
  if (gathered.state !== 'resolved') {
    const { code, result } = (await import('./resolve.ts')).answerOf(gathered);
    return { code, result: { unresolved: result } };
  }
  const { plugins } = gathered;
  const all = gathered.combination.map((each) => each.chosen);
  const chosen = all.find(
    (each) => each.name === name && (marketplace ?? each.marketplace) === each.marketplace,
  );
  if (chosen === undefined) throw notChosen(asked, all);
  const versions = plugins.get(pluginId(chosen.name, chosen.marketplace))?.versions ?? [];
  const newest = versions.find((version) => !version.includes('-')) ?? chosen.version;
  const isNewest = versions.indexOf(newest) >= versions.indexOf(chosen.version);
  const text = `${chosen.name}@${newest}`;
  const held = isNewest
    ? undefined
    : await whatIf(
        gathered,
        { text, name: chosen.name, marketplace: chosen.marketplace, range: newest },
        strategyOf(options, gathered.kept),
      );
  return { code: exitCode.fine, result: { chosen, newest, held } };
}

function notChosen(asked: string, chosen: readonly Chosen[]): Failure {
  const near = nearest(
    asked,
    chosen.map(({ name }) => name),
  );
  return new Failure(`\`${printable(asked)}\` is not one of the chosen plugins`, {
    code: exitCode.problem,
    hint: didYouMean(near) ?? `run \`mkt why-not ${printable(asked)}\` to see whether it could be`,
  });
}
