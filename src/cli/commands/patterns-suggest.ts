import { nearest } from '../../model/nearest.ts';
import { parseSpec } from '../../model/spec.ts';
import { printable } from '../../model/text.ts';
import type { SuggestResult } from '../../report/results.ts';
import { browse } from '../browse.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { didYouMean, Failure } from '../failure.ts';

/** `mkt patterns suggest`: patterns that contain these plugins, first those that need the fewest others. */
export async function run({ args, options, world }: Call): Promise<Answer<SuggestResult>> {
  const { knowledge, newest } = await browse(options, world);
  const known = newest.map(({ plugin }) => plugin.name);
  const names = args.map((text) => {
    const spec = parseSpec(text);
    if ('error' in spec) throw new Failure(printable(spec.error));
    if (!known.includes(spec.name)) {
      throw new Failure(`no registry has a plugin \`${printable(spec.name)}\``, {
        code: exitCode.problem,
        hint: didYouMean(nearest(spec.name, known)) ?? 'run `mkt list` to see all plugins',
      });
    }
    return spec.name;
  });
  const suggestions = knowledge.patterns
    .map((pattern) => {
      const members = pattern.plugins.map(({ name }) => name);
      return {
        pattern,
        has: names.filter((name) => members.includes(name)),
        needs: members.filter((name) => !names.includes(name)),
      };
    })
    .filter(({ has }) => has.length > 0)
    .sort(
      (a, b) =>
        b.has.length - a.has.length ||
        a.needs.length - b.needs.length ||
        (a.pattern.id < b.pattern.id ? -1 : 1),
    );
  return { code: exitCode.fine, result: { names, suggestions } };
}
