import type { Pattern } from '../../model/knowledge.ts';
import { browse } from '../browse.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { patternNamed } from '../gather.ts';

/** `mkt patterns show`: one pattern in full. */
export async function run({ args, options, world }: Call): Promise<Answer<Pattern>> {
  const { knowledge } = await browse(options, world);
  return { code: exitCode.fine, result: patternNamed(args[0] ?? '', knowledge) };
}
