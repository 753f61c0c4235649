import { resolve } from 'node:path';
import { nearest } from '../../model/nearest.ts';
import { printable } from '../../model/text.ts';
import { registriesJson } from '../../report/registries.ts';
import { masked } from '../../sources/git/mask.ts';
import { accessFor } from '../access.ts';
import type { Call } from '../command.ts';
import { emit } from '../emit.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { didYouMean, Failure } from '../failure.ts';
import { look } from '../registries.ts';
import { addedRegistries, changeRegistries } from '../user-registries.ts';

/** `mkt registry remove`: takes a registry from the user's list, by its source or by the name of its marketplace. */
export async function run(call: Call): Promise<ExitCode> {
  const { args, options, io } = call;
  const [stated = ''] = args;
  const added = addedRegistries(io);
  const source =
    added.find((each) => isMeant(each, stated, options.cwd)) ?? (await bearing(call, stated, added));
  if (source === undefined) {
    throw new Failure(`you have added no registry \`${printable(masked(stated))}\``, {
      code: exitCode.problem,
      hint: didYouMean(nearest(stated, added.map(masked))) ?? 'run `mkt registry list` to see them',
    });
  }
  await changeRegistries(io, (now) => now.filter((each) => each !== source));
  const shown = masked(source);
  const json = () => registriesJson([{ source: shown, from: 'user', marketplaces: [] }]);
  await emit(call, options.format === 'json' ? json() : options.quiet ? '' : printable(`removed ${shown}`));
  return exitCode.fine;
}

function isMeant(source: string, stated: string, cwd: string): boolean {
  return source === stated || masked(source) === stated || source === resolve(cwd, stated);
}

/** The one registry with a marketplace of this name, as far as that is known without the network. */
async function bearing(call: Call, name: string, added: readonly string[]): Promise<string | undefined> {
  const quiet: Call = { ...call, options: { ...call.options, offline: true, quiet: true } };
  const rows = await Promise.all(
    added.map((source) => look({ source, from: 'user' }, call.options.cwd, accessFor(quiet))),
  );
  const found = added.filter((_, index) => rows[index]?.marketplaces.includes(name));
  return found.length === 1 ? found[0] : undefined;
}
