import { masked } from '../../model/mask.ts';
import { nearest } from '../../model/nearest.ts';
import { sourceText } from '../../model/registry-source.ts';
import { printable } from '../../model/text.ts';
import type { RegistriesResult } from '../../report/results.ts';
import { parseSource } from '../../sources/git/remote-source.ts';
import { accessFor } from '../access.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { didYouMean, Failure } from '../failure.ts';
import { describeRegistry, type NamedRegistry, namedRegistries } from '../registries.ts';

/** `mkt registry update`: fetches all registries again, or only those that the user names. */
export async function run({ args, options, world }: Call): Promise<Answer<RegistriesResult>> {
  if (options.offline)
    throw new Failure('cannot fetch registries with `--offline`', { hint: 'remove `--offline`' });
  const named = await namedRegistries(options, world.env);
  const wanted = chosen(args, named).filter(({ source }) => isElsewhere(sourceText(source)));
  const access = accessFor(world, { offline: false, fresh: true });
  const started = new Date(access.now()).toISOString();
  const rows = (await Promise.all(wanted.map((each) => describeRegistry(each, options.cwd, access)))).map(
    (row) =>
      // The old copy still works, but the user asked for a new one.
      row.problem === undefined && (row.fetched?.at ?? '') < started
        ? { ...row, problem: 'not fetched; the cached copy is unchanged', isWorld: true }
        : row,
  );
  const isDone = rows.every(({ problem }) => problem === undefined);
  return { code: isDone ? exitCode.fine : exitCode.failed, result: { rows } };
}

function isElsewhere(source: string): boolean {
  const { kind } = parseSource(source);
  return kind === 'git' || kind === 'json';
}

function chosen(args: readonly string[], named: readonly NamedRegistry[]): readonly NamedRegistry[] {
  if (args.length === 0) return named;
  return args.map((arg) => {
    const found = named.find(({ source }) => [sourceText(source), masked(sourceText(source))].includes(arg));
    if (found !== undefined) return found;
    const sources = named.map(({ source }) => masked(sourceText(source)));
    throw new Failure(`\`${printable(masked(arg))}\` is not one of the registries in use`, {
      code: exitCode.problem,
      hint: didYouMean(nearest(arg, sources)) ?? 'run `mkt registry list` to see them',
    });
  });
}
