import type { BisectResult } from '../../report/bisect-result.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { bisectFrom, codeOf, runWith, standOf } from './bisect.ts';

/** `mkt bisect try`: starts the client with the next part of the plugins. */
export async function run(call: Call): Promise<Answer<BisectResult>> {
  const journal = await bisectFrom(call);
  const stand = standOf(journal);
  if (stand.state !== 'try') return { code: codeOf(stand.state), result: stand };
  await runWith(call, journal, stand.plugins);
  return { code: exitCode.fine, result: { ...stand, hasRun: true } };
}
