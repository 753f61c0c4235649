import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { listed, printable, quoted } from '../../model/text.ts';
import { registriesJson } from '../../report/registries.ts';
import { registriesFile } from '../../sources/cache/user-registries.ts';
import { holdsCredentials, masked } from '../../sources/git/mask.ts';
import { accessFor } from '../access.ts';
import type { Call } from '../command.ts';
import { emit } from '../emit.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { Failure } from '../failure.ts';
import { look } from '../registries.ts';
import { addedRegistries, changeRegistries } from '../user-registries.ts';

/** `mkt registry add`: a registry for all projects of the user. One that cannot be read is not added. */
export async function run(call: Call): Promise<ExitCode> {
  const { args, options, io, err } = call;
  const [stated = ''] = args;
  const path = resolve(options.cwd, stated);
  // A path must mean the same from every folder.
  const source = !/[\0-\x1f]/.test(stated) && existsSync(path) ? path : stated;
  const before = addedRegistries(io);
  const row = await look({ source, from: 'user' }, options.cwd, accessFor(call, { fresh: true }));
  if (row.problem !== undefined)
    throw new Failure(printable(`cannot add \`${row.source}\`: ${row.problem}`), {
      code: row.isWorld === true ? exitCode.failed : exitCode.usage,
      hint: 'a registry is a folder, an index file, `owner/repo`, a git URL, or the URL of a `marketplace.json`',
    });
  const isNew = !before.includes(source);
  if (isNew) await changeRegistries(io, (added) => (added.includes(source) ? added : [...added, source]));
  if (holdsCredentials(source) && !options.quiet)
    io.stderr.write(
      `${err.yellow('note:')} its credentials are kept in \`${printable(registriesFile(io.env))}\`, which only you can read; a credential helper of git is safer\n`,
    );
  const what = `${row.marketplaces.length === 1 ? 'marketplace' : 'marketplaces'} ${listed(quoted(row.marketplaces))}`;
  const text = printable(
    `${isNew ? 'added' : 'already there:'} ${masked(source)} (${what}, ${row.plugins ?? 'unknown number of'} plugins)`,
  );
  await emit(call, options.format === 'json' ? registriesJson([row]) : options.quiet ? '' : text);
  return exitCode.fine;
}
