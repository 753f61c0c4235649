import type { Pattern } from '../../model/knowledge.ts';
import { openLists, requireKnown } from '../browse.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';

/** `mkt patterns list`: the named combinations. */
export async function run({ options, world }: Call): Promise<Answer<readonly Pattern[]>> {
  const { knowledge } = await openLists(options, world);
  requireKnown(
    'category',
    options.category,
    new Set(knowledge.patterns.flatMap(({ category }) => category ?? [])),
  );
  const result = knowledge.patterns.filter(
    ({ category }) => options.category === undefined || category === options.category,
  );
  return { code: exitCode.fine, result };
}
