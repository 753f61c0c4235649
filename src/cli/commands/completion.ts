import { nearest } from '../../model/nearest.ts';
import { printable } from '../../model/text.ts';
import type { CompletionScript } from '../../report/results.ts';
import type { Answer, Call } from '../call.ts';
import { completionScripts } from '../completion/scripts.ts';
import { exitCode } from '../exit-code.ts';
import { didYouMean, Failure } from '../failure.ts';

/** `mkt completion`: the script for a shell. */
export async function run({ args: [asked = ''] }: Call): Promise<Answer<CompletionScript>> {
  const shells = Object.keys(completionScripts);
  const script = Object.entries(completionScripts).find(([shell]) => shell === asked)?.[1];
  if (script !== undefined) return { code: exitCode.fine, result: { shell: asked, script } };
  throw new Failure(`there is no completion for the shell \`${printable(asked)}\``, {
    hint: didYouMean(nearest(asked, shells, 1)) ?? `use one of ${shells.join(', ')}`,
  });
}
