import type { HelpPage } from '../../model/help.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';

/** `mkt help`: the page of a command or a topic. */
export async function run({ args, options, world }: Call): Promise<Answer<HelpPage>> {
  const page = await world.help(args, { isAll: options.all === true });
  return { code: exitCode.fine, result: page };
}
