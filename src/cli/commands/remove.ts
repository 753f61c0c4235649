import { type NotListed, removals } from '../../changes/list-change.ts';
import { printable } from '../../model/text.ts';
import type { ListChangeResult } from '../../report/list-change-result.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { didYouMean, Failure } from '../failure.ts';
import { combinationOf, type Gathered } from '../gathered.ts';
import { specOf } from '../spec-of.ts';
import { changeList } from './change-list.ts';

/** `mkt remove`: plugins out of the project's list. */
export async function run(call: Call): Promise<Answer<ListChangeResult>> {
  const asked = call.args.map(specOf);
  return changeList(call, 'remove', (list, gathered) => {
    const change = removals(list, asked);
    if ('why' in change) throw notListed(change, gathered);
    return change;
  });
}

function notListed(found: NotListed, gathered: Gathered): Failure {
  const text = printable(found.text);
  if (found.why === 'ambiguous')
    return new Failure(`\`${text}\` matches more than one plugin in the plugin list`, {
      code: exitCode.problem,
      hint: `write ${found.entries.map((entry) => `\`${printable(entry)}\``).join(' or ')}`,
    });
  const chosen = combinationOf(gathered).find(({ chosen: { name } }) => name === found.text)?.chosen;
  const by = chosen?.requiredBy.map(({ name }) => `\`${printable(name)}\``) ?? [];
  return new Failure(`\`${text}\` is not in the plugin list`, {
    code: exitCode.problem,
    hint:
      by.length > 0
        ? `${by.join(' and ')} ${by.length === 1 ? 'requires' : 'require'} it`
        : (didYouMean(found.nearest) ?? 'run `mkt check` to see what is'),
  });
}
