import { count, printable, quoted } from '../../model/text.ts';
import { toIndex } from '../../sources/registries/write-index.ts';
import type { Call } from '../command.ts';
import { emit } from '../emit.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { Failure } from '../failure.ts';
import { openSources } from '../open.ts';
import { refuseFaults } from '../refuse-faults.ts';

/** `mkt registry build`: a whole registry as one index file. */
export async function run(call: Call): Promise<ExitCode> {
  const { args, options, io, err } = call;
  // Only what is named is opened, and nothing of the user's own list: an index of another registry helps nobody.
  const [source = options.registry[0]] = args;
  const sources = source === undefined ? [] : [source];
  const opened = await openSources(call, sources, { bundled: source === undefined });
  await refuseFaults(call, opened.faults);
  const [first] = opened.registries;
  if (first === undefined)
    throw new Failure('no registry to build an index of', {
      hint: 'name one: `mkt registry build ./plugins`',
    });
  const lost: string[] = [];
  const index = await toIndex(first, (what) => lost.push(what));
  await emit(call, JSON.stringify(index, null, 2));
  if (!options.quiet && lost.length > 0)
    io.stderr.write(
      `${err.yellow('warning:')} ${count(lost.length, 'plugin or release', 'plugins or releases')} could not be read and ${lost.length === 1 ? 'is' : 'are'} left out: ${printable(quoted(lost.slice(0, 8)).join(', '))}${lost.length > 8 ? ' …' : ''}\n`,
    );
  return lost.length > 0 ? exitCode.problem : exitCode.fine;
}
