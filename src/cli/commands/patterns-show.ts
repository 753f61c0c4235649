import type { Pattern } from '../../model/knowledge.ts';
import { askedPattern } from '../asked-pattern.ts';
import { openLists } from '../browse.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';

/** `mkt patterns show`: one pattern in full. */
export async function run({ args, options, world }: Call): Promise<Answer<Pattern>> {
  const { knowledge } = await openLists(options, world);
  const { pattern, faults } = await askedPattern(args[0] ?? '', knowledge, options.cwd);
  if (faults.length > 0) {
    const { refuseFaults } = await import('../refuse-faults.ts');
    await refuseFaults({ ofList: faults, ofRegistries: [] }, world.aside);
  }
  return { code: exitCode.fine, ...(pattern && { result: pattern }) };
}
