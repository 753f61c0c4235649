import { count, printable, quoted } from '../../model/text.ts';
import { toIndex } from '../../sources/registries/write-index.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { Failure } from '../failure.ts';
import { openSources } from '../open.ts';

/** `mkt registry build`: a whole registry as one index file. */
export async function run({ args, options, world }: Call): Promise<Answer<object>> {
  // Only what is named is opened, and nothing of the user's own list: an index of another registry helps nobody.
  const [source = options.registry[0]] = args;
  const sources = source === undefined ? [] : [source];
  const { cwd, offline } = options;
  const opened = await openSources(sources, { bundled: source === undefined, offline, cwd }, world);
  const { faults } = opened;
  if (faults.length > 0) await (await import('../refuse-faults.ts')).refuseFaults(faults, world.aside);
  const [first] = opened.registries;
  if (first === undefined)
    throw new Failure('no registry to build an index of', {
      hint: 'name one: `mkt registry build ./plugins`',
    });
  const lost: string[] = [];
  const result = await toIndex(first, (what) => lost.push(what));
  if (lost.length === 0) return { code: exitCode.fine, result };
  const { style, quiet } = world.aside;
  return {
    code: exitCode.problem,
    result,
    ...(!quiet && {
      afterwards: `${style.yellow('warning:')} ${count(lost.length, 'plugin or release', 'plugins or releases')} could not be read and ${lost.length === 1 ? 'is' : 'are'} left out: ${printable(quoted(lost.slice(0, 8)).join(', '))}${lost.length > 8 ? ' …' : ''}\n`,
    }),
  };
}
