import type { BisectResult } from '../../report/bisect-result.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { bisectIn, noSearch, standOf } from './bisect.ts';

/** `mkt bisect`: where the search stands. */
export async function run(call: Call): Promise<Answer<BisectResult>> {
  const journal = bisectIn(call);
  return { code: exitCode.fine, result: journal === undefined ? noSearch : standOf(journal) };
}
