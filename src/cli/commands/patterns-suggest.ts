import { nearest } from '../../model/nearest.ts';
import { parseSpec } from '../../model/spec.ts';
import { printable } from '../../model/text.ts';
import { suggestionsJson, suggestionsText } from '../../report/patterns.ts';
import { browse } from '../browse.ts';
import type { Call } from '../command.ts';
import { emit } from '../emit.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { didYouMean, Failure } from '../failure.ts';

/** `mkt patterns suggest`: patterns that contain given plugins, those that need the fewest more first. */
export async function run(call: Call): Promise<ExitCode> {
  const { knowledge, newest } = await browse(call);
  const known = newest.map(({ plugin }) => plugin.name);
  const names = call.args.map((text) => {
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
  const { options, out, width } = call;
  await emit(
    call,
    options.format === 'json'
      ? suggestionsJson(suggestions)
      : suggestionsText(suggestions, names, { style: out, width }),
  );
  return exitCode.fine;
}
