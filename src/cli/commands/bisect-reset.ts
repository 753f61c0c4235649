import { readBisect, removeBisect } from '../../project/bisect-journal.ts';
import type { BisectResult } from '../../report/bisect-result.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { noSearch } from './bisect.ts';

/** `mkt bisect reset`: ends the search. */
export async function run({ options, world }: Call): Promise<Answer<BisectResult>> {
  const journal = readBisect(options.cwd, world.env);
  if (journal === undefined) return { code: exitCode.fine, result: { ...noSearch, isReset: true } };
  removeBisect(options.cwd, world.env);
  return { code: exitCode.fine, result: { ...noSearch, state: 'try', isReset: true } };
}
