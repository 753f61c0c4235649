import { isOffline } from '../../model/offline.ts';
import type { RequestProblem } from '../../model/resolution.ts';
import { listed, quoted } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import type { Context } from '../context.ts';
import { foldedNames } from '../evidence.ts';
import type { Draft, Rule } from '../rule.ts';

type Of<Kind extends RequestProblem['kind']> = Extract<RequestProblem, { kind: Kind }>;

/** How many reasons are shown for a registry that failed for several plugins. */
const shownReasons = 3;

export const pluginNotFound: Rule<'MKT101'> = {
  id: 'MKT101',
  check(context) {
    const failed = new Map<string, Of<'registry-failed'>[]>();
    const drafts = context.problems.flatMap((problem): Draft<'MKT101'>[] => {
      if (problem.kind === 'not-found') return [notFound(problem)];
      if (problem.kind === 'ambiguous') return [ambiguous(problem)];
      if (problem.kind === 'registry-failed' && problem.isBroken === true) return [broken(problem)];
      if (problem.kind === 'registry-failed')
        failed.set(groupOf(problem), [...(failed.get(groupOf(problem)) ?? []), problem]);
      return [];
    });
    return [...drafts, ...[...failed.values()].map((problems) => notLookedUp(problems, context))];
  },
  say: {
    'not-found': ({ plugin, marketplace, asked, nearest }) => {
      const whom = asked.length === 0 ? 'no registry was searched' : `searched: ${listed(quoted(asked))}`;
      const where = marketplace === undefined ? '' : ` in marketplace \`${marketplace}\``;
      return {
        message: `plugin \`${plugin}\` not found${where}\n${whom}`,
        help:
          nearest.length > 0
            ? `did you mean ${listed(quoted(nearest), 'or')}?`
            : `run \`mkt search ${plugin}\`, or add a registry with \`--registry <source>\``,
      };
    },
    ambiguous: ({ plugin, marketplaces }) => ({
      message: `several marketplaces have a plugin \`${plugin}\`: ${listed(quoted(marketplaces))}\nthe client silently installs one of them`,
      help: `choose one: ${listed(quoted(marketplaces.map((each) => `${plugin}@${each}`)), 'or')}`,
    }),
    'broken-listing': ({ plugin, registry, reason, help }) => ({
      message: `registry \`${registry}\` lists \`${plugin}\`, but the plugin cannot be installed\n${reason}`,
      help:
        help ??
        `remove the plugin, and tell the maintainer; \`mkt validate ${registry}\` lists everything that is wrong in that registry`,
    }),
    'not-looked-up': ({ plugins, registry, reasons, requiredBy }) => {
      const more = reasons.length - shownReasons;
      const why = [...reasons.slice(0, shownReasons), ...(more > 0 ? [`and ${more} more like these`] : [])];
      const one = plugins.length === 1;
      return {
        message: `${listed(foldedNames(plugins))} in registry \`${registry}\` could not be looked up\n${requiredBy.length === 0 ? '' : `required by ${listed(foldedNames(requiredBy))}\n`}${why.join('\n')}; mkt does not know whether ${one ? 'the plugin' : 'the plugins'} can be installed, or what ${one ? 'it requires' : 'they require'}`,
        help: `${reasons.every(isOffline) ? 'run it again without `--offline`' : 'try again when the registry can be read'}, or remove ${requiredBy.length === 0 ? `the ${one ? 'plugin' : 'plugins'}` : listed(foldedNames(requiredBy))}`,
      };
    },
  },
};

function notFound({ spec, asked, nearest }: Of<'not-found'>): Draft<'MKT101'> {
  const { name, marketplace } = spec;
  return {
    case: 'not-found',
    evidence: { plugin: name, ...(marketplace !== undefined && { marketplace }), asked, nearest },
    ...placeOf(spec),
  };
}

const ambiguous = ({ spec, marketplaces }: Of<'ambiguous'>): Draft<'MKT101'> => ({
  case: 'ambiguous',
  evidence: { plugin: spec.name, marketplaces },
  ...placeOf(spec),
});

const broken = ({ spec, registry, reason, help }: Of<'registry-failed'>): Draft<'MKT101'> => ({
  case: 'broken-listing',
  evidence: { plugin: spec.name, registry, reason, ...(help !== undefined && { help }) },
  ...placeOf(spec),
});

/** One finding for all plugins that a registry could not look up: usually they have one cause. */
function notLookedUp(problems: readonly Of<'registry-failed'>[], context: Context): Draft<'MKT101'> {
  const plugins = problems.map(({ spec }) => spec.name);
  const requiredBy = [...new Set(problems.flatMap((problem) => problem.requiredBy ?? []))].sort();
  const [{ registry, spec }] = problems as [Of<'registry-failed'>];
  return {
    case: 'not-looked-up',
    evidence: { plugins, registry, reasons: [...new Set(problems.map(({ reason }) => reason))], requiredBy },
    ...(problems.length === 1 && requiredBy.length === 0
      ? placeOf(spec)
      : { ...placed([...plugins, ...requiredBy], context), plugins: [...plugins].sort() }),
  };
}

/** Requested plugins of one registry are reported together, and so are dependencies. */
const groupOf = ({ registry, requiredBy }: Of<'registry-failed'>): string =>
  `${requiredBy === undefined ? 'requested' : 'required'} ${registry}`;

const placeOf = ({ name, location }: RequestProblem['spec']) => ({
  plugins: [name],
  ...(location && { location }),
});
