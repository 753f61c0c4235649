import { seenRoles } from '../../analysis/seen-roles.ts';
import type { Knowledge } from '../../model/knowledge.ts';
import { nearest } from '../../model/nearest.ts';
import type { Release } from '../../model/plugin.ts';
import { parseSpec } from '../../model/spec.ts';
import { printable } from '../../model/text.ts';
import { originText } from '../../model/verdict.ts';
import { suggestPatterns } from '../../planner/suggest.ts';
import type { SuggestResult } from '../../report/results.ts';
import { browse } from '../browse.ts';
import type { Answer, Call } from '../call.ts';
import { exitCode } from '../exit-code.ts';
import { didYouMean, Failure } from '../failure.ts';
import { gather } from '../gather.ts';
import { combinationOf } from '../gathered.ts';

/** `mkt patterns suggest`: patterns for these plugins or the project's own, first those that have the most of them. */
export async function run(call: Call): Promise<Answer<SuggestResult>> {
  const { releases, knowledge, list } = await (call.args.length > 0 ? named(call) : listed(call));
  const plugins = releases.map((release) => ({ name: release.name, roles: rolesOf(release) }));
  return {
    code: exitCode.fine,
    result: {
      names: plugins.map(({ name }) => name),
      ...(list !== undefined && { list }),
      suggestions: suggestPatterns(plugins, knowledge.patterns),
    },
  };
}

interface Asked {
  readonly releases: readonly Release[];
  readonly knowledge: Knowledge;
  /** Where the plugins are listed, if they are not named. */
  readonly list?: string;
}

/** The plugins of the command line, each in its newest release. */
async function named({ args, options, world }: Call): Promise<Asked> {
  const { knowledge, newest } = await browse(options, world);
  const known = newest.map(({ plugin }) => plugin.name);
  const releases = args.map((text) => {
    const spec = parseSpec(text);
    if ('error' in spec) throw new Failure(printable(spec.error));
    const found = newest.find(({ plugin }) => plugin.name === spec.name);
    if (found !== undefined) return found.release;
    throw new Failure(`no registry has a plugin \`${printable(spec.name)}\``, {
      code: exitCode.problem,
      hint: didYouMean(nearest(spec.name, known)) ?? 'run `mkt list` to see all plugins',
    });
  });
  return { releases, knowledge };
}

/** The plugins that the project's list asks for, as far as they can be found: `mkt check` says what is wrong with the others. */
async function listed({ options, world }: Call): Promise<Asked> {
  const gathered = await gather([], options, world);
  if (gathered.state === 'unreadable') {
    const { refuseFaults } = await import('../refuse-faults.ts');
    await refuseFaults({ ofList: gathered.faults, ofRegistries: [] }, world.aside);
  }
  const releases = combinationOf(gathered).flatMap(({ chosen, release }) =>
    chosen.requested ? [release] : [],
  );
  if (releases.length === 0)
    throw new Failure(`\`${printable(originText(gathered.list))}\` has no plugins to look for`, {
      hint: 'name plugins: `mkt patterns suggest julia-development`',
    });
  return { releases, knowledge: gathered.knowledge, list: originText(gathered.list) };
}

/** What a plugin states, or what its own words show, where such words are nearly always right. */
const rolesOf = (release: Release): readonly string[] =>
  release.integration.roles.length > 0
    ? release.integration.roles
    : seenRoles(release).flatMap(({ role, isSure }) => (isSure ? [role] : []));
