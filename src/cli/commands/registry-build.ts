import { count, printable, quoted } from '../../model/text.ts';
import { toIndex } from '../../sources/registries/write-index.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { Failure } from '../failure.ts';
import { openSources } from '../open.ts';

/** `mkt registry build`: a whole registry as one index file. */
export async function run({ args, options, world }: Call): Promise<Answer<object>> {
  // Only this source is opened, not the registries that the user has added.
  const [source = options.registry[0]] = args;
  const sources = source === undefined ? [] : [source];
  const { cwd, offline } = options;
  const opened = await openSources(sources, { bundled: source === undefined, offline, cwd }, world);
  const { faults } = opened;
  if (faults.length > 0)
    await (await import('../refuse-faults.ts')).refuseFaults(
      { ofList: [], ofRegistries: faults },
      world.aside,
    );
  const [first] = opened.registries;
  if (first === undefined)
    throw new Failure('no registry to build an index from', {
      hint: 'name a registry: `mkt registry build ./plugins`',
    });
  const skipped: string[] = [];
  const result = await toIndex(first, (what) => skipped.push(what));
  if (skipped.length === 0) return { code: exitCode.fine, result };
  const { style, quiet } = world.aside;
  return {
    code: exitCode.problem,
    result,
    ...(!quiet && {
      afterwards: `${style.yellow('warning:')} ${count(skipped.length, 'plugin or release', 'plugins or releases')} could not be read and ${skipped.length === 1 ? 'was' : 'were'} skipped: ${printable(quoted(skipped.slice(0, 8)).join(', '))}${skipped.length > 8 ? ' …' : ''}\n`,
    }),
  };
}
