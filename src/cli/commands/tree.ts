import { componentKeys, componentKinds, nameOf } from '../../model/component-kinds.ts';
import { nearest } from '../../model/nearest.ts';
import { versionOf } from '../../model/plugin.ts';
import { printable } from '../../model/text.ts';
import type { Unresolved } from '../../report/results.ts';
import type { Duplicate, TreeResult } from '../../report/tree-result.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { didYouMean, Failure } from '../failure.ts';
import { gather } from '../gather.ts';
import type { ChosenRelease } from '../gathered.ts';

/** `mkt tree`: what comes in through whom. */
export async function run({ args, options, world }: Call): Promise<Answer<TreeResult | Unresolved>> {
  const gathered = await gather(args, options, world);
  if (gathered.state !== 'resolved') {
    const { code, result } = (await import('./resolve.ts')).answerOf(gathered);
    return { code, result: { unresolved: result } };
  }
  const { combination } = gathered;
  const plugins = combination.map(({ chosen }) => {
    const { name, marketplace, requested, requiredBy } = chosen;
    return {
      name,
      ...versionOf(chosen),
      marketplace,
      requested,
      requiredBy: requiredBy.map(({ name: by, range, optional }) => ({
        name: by,
        range,
        ...(optional && { optional }),
      })),
    };
  });
  const names = plugins.map(({ name }) => name);
  const { invert } = options;
  if (invert !== undefined && !names.includes(invert))
    throw new Failure(`\`${printable(invert)}\` is not one of the chosen plugins`, {
      code: exitCode.problem,
      hint: didYouMean(nearest(invert, names)) ?? 'run `mkt tree` to see them',
    });
  return {
    code: exitCode.fine,
    result: {
      plugins,
      ...(invert !== undefined && { invert }),
      ...(options.duplicates === true && { duplicates: duplicatesOf(combination) }),
    },
  };
}

/** Component names that more than one plugin has, kind by kind. */
function duplicatesOf(combination: readonly ChosenRelease[]): Duplicate[] {
  return componentKeys.flatMap((key) => {
    const owners = new Map<string, Set<string>>();
    for (const { release } of combination)
      for (const item of release.components[key]) {
        const name = nameOf(key, item as never);
        owners.set(name, (owners.get(name) ?? new Set()).add(release.name));
      }
    return [...owners]
      .filter(([, plugins]) => plugins.size > 1)
      .map(([name, plugins]) => ({ kind: componentKinds[key].plural, name, plugins: [...plugins].sort() }));
  });
}
