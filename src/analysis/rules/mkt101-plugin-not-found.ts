import type { RequestProblem } from '../../model/resolution.ts';
import { listed, quoted } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import type { Context } from '../context.ts';
import { foldedNames } from '../evidence.ts';
import type { LegacyDraft, LegacyRule } from '../rule.ts';

type Of<Kind extends RequestProblem['kind']> = Extract<RequestProblem, { kind: Kind }>;

/** Reasons of a registry that failed for many plugins: more than these tell nobody more. */
const shownReasons = 3;

export const pluginNotFound: LegacyRule = {
  id: 'MKT101',
  name: 'plugin-not-found',
  severity: 'error',
  section: 'Plugin Not Found',
  summary: 'a requested plugin is in no registry, in several marketplaces, or could not be looked up',
  check(context) {
    const failed = new Map<string, Of<'registry-failed'>[]>();
    const drafts = context.problems.flatMap((problem): LegacyDraft[] => {
      if (problem.kind === 'not-found') return [notFound(problem)];
      if (problem.kind === 'ambiguous') return [ambiguous(problem)];
      if (problem.kind === 'registry-failed' && problem.isBroken === true) return [broken(problem)];
      if (problem.kind === 'registry-failed')
        failed.set(problem.registry, [...(failed.get(problem.registry) ?? []), problem]);
      return [];
    });
    return [...drafts, ...[...failed.values()].map((problems) => notLookedUp(problems, context))];
  },
};

function notFound({ spec, asked, nearest }: Of<'not-found'>): LegacyDraft {
  const whom = asked.length === 0 ? 'no registry was asked' : `asked: ${listed(asked)}`;
  const where = spec.marketplace === undefined ? '' : ` in marketplace \`${spec.marketplace}\``;
  return {
    ...placeOf(spec),
    message: `there is no plugin \`${spec.name}\`${where}\n${whom}; without it the list cannot be installed`,
    help:
      nearest.length > 0
        ? `did you mean ${listed(quoted(nearest), 'or')}?`
        : `\`mkt search ${spec.name}\` looks further, \`--registry <source>\` asks another registry`,
  };
}

function ambiguous({ spec, marketplaces }: Of<'ambiguous'>): LegacyDraft {
  const specs = marketplaces.map((marketplace) => `${spec.name}@${marketplace}`);
  return {
    ...placeOf(spec),
    message: `several marketplaces have a plugin \`${spec.name}\`: ${listed(marketplaces)}\nthe client takes one of them without a word`,
    help: `say which one: ${listed(quoted(specs), 'or')}`,
  };
}

function broken({ spec, registry, reason }: Of<'registry-failed'>): LegacyDraft {
  return {
    ...placeOf(spec),
    message: `\`${spec.name}\` is listed in registry \`${registry}\`, but nobody can install it\n${reason}`,
    help: `leave it out, and tell the maintainer; \`mkt validate ${registry}\` shows all that is wrong there`,
  };
}

/** One finding for all plugins that a registry could say nothing of: most often there is one cause. */
function notLookedUp(problems: readonly Of<'registry-failed'>[], context: Context): LegacyDraft {
  const names = problems.map(({ spec }) => spec.name);
  const [{ registry, spec }] = problems as [Of<'registry-failed'>];
  const reasons = [...new Set(problems.map(({ reason }) => reason))];
  const more = reasons.length - shownReasons;
  const why = [...reasons.slice(0, shownReasons), ...(more > 0 ? [`and ${more} more like these`] : [])];
  const one = problems.length === 1;
  return {
    ...(one ? placeOf(spec) : placed(names, context)),
    message: `${listed(foldedNames(names))} of registry \`${registry}\` could not be looked up\n${why.join('\n')}; whether ${one ? 'it' : 'they'} can be installed, and what ${one ? 'it needs' : 'they need'}, is not known`,
    help: `check again when that can be read, or leave the ${one ? 'plugin' : 'plugins'} out`,
  };
}

const placeOf = ({ name, location }: RequestProblem['spec']): Pick<LegacyDraft, 'plugins' | 'location'> => ({
  plugins: [name],
  ...(location && { location }),
});
