import { nearest } from '../../model/nearest.ts';
import { printable } from '../../model/text.ts';
import { registriesJson, registriesText } from '../../report/registries.ts';
import { masked } from '../../sources/git/mask.ts';
import { parseSource } from '../../sources/git/remote-source.ts';
import { accessFor } from '../access.ts';
import type { Call } from '../command.ts';
import { emit } from '../emit.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { didYouMean, Failure } from '../failure.ts';
import { look, type Named, namedRegistries } from '../registries.ts';

/** `mkt registry update`: fetches the registries anew, or only those that are named. */
export async function run(call: Call): Promise<ExitCode> {
  const { options, out, width, io } = call;
  if (options.offline)
    throw new Failure('`--offline` forbids to fetch anything', { hint: 'leave `--offline` out' });
  const wanted = chosen(call.args, await namedRegistries(call)).filter(({ source }) => isElsewhere(source));
  const access = accessFor(call, { fresh: true });
  const started = new Date(access.now()).toISOString();
  const rows = (await Promise.all(wanted.map((each) => look(each, options.cwd, access)))).map((row) =>
    // The old copy is still good, but what was asked for was not done.
    row.problem === undefined && (row.fetched?.at ?? '') < started
      ? { ...row, problem: 'not fetched; the copy in the cache is as it was', isWorld: true }
      : row,
  );
  const terminal = io.stdout.isTTY === true && options.output === undefined;
  const text = () =>
    rows.length === 0
      ? 'nothing to fetch: no registry comes from git or the network'
      : registriesText(rows, { style: out, width, terminal });
  await emit(call, options.format === 'json' ? registriesJson(rows) : options.quiet ? '' : text());
  if (rows.every(({ problem }) => problem === undefined)) return exitCode.fine;
  return exitCode.failed;
}

function isElsewhere(source: string): boolean {
  const { kind } = parseSource(source);
  return kind === 'git' || kind === 'json';
}

function chosen(args: readonly string[], named: readonly Named[]): readonly Named[] {
  if (args.length === 0) return named;
  return args.map((arg) => {
    const found = named.find(({ source }) => source === arg || masked(source) === arg);
    if (found !== undefined) return found;
    const sources = named.map(({ source }) => masked(source));
    throw new Failure(`no registry \`${printable(masked(arg))}\` is named here`, {
      code: exitCode.problem,
      hint: didYouMean(nearest(arg, sources)) ?? 'run `mkt registry list` to see them',
    });
  });
}
