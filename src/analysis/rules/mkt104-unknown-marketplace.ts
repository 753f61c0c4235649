import { pluginId } from '../../model/plugin.ts';
import type { Spec } from '../../model/resolution.ts';
import type { UnknownMarketplace } from '../../model/resolution-evidence.ts';
import { listed, quoted } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import type { Context } from '../context.ts';
import { foldedNames } from '../evidence.ts';
import type { Draft, Rule } from '../rule.ts';

export const unknownMarketplace: Rule<'MKT104'> = {
  id: 'MKT104',
  check: (context) => [...unknownSpecs(context), ...declaredInVain(context), ...unknownDependencies(context)],
  say: {
    'of-spec': (evidence) => {
      const { spec, others, marketplace, known } = evidence;
      const verb = others.length === 0 ? 'names' : 'name';
      const there =
        known.length === 0 ? 'no marketplaces are known' : `known marketplaces: ${listed(quoted(known))}`;
      return {
        message: `${listed(foldedNames([spec, ...others]))} ${verb} the marketplace \`${marketplace}\`, which is not in any registry\n${there}`,
        help: helpOf(evidence),
      };
    },
    'unusable-source': ({ marketplace, plugins, reason, isReserved }) => ({
      message: `the client cannot load the marketplace \`${marketplace}\` from its declared source: ${reason}\nwithout this marketplace, ${listed(foldedNames(plugins))} cannot be installed`,
      help: isReserved
        ? 'use another name, as the key under `extraKnownMarketplaces` and after the `@` of each plugin, or declare the official repository'
        : `correct the source of \`${marketplace}\` under \`extraKnownMarketplaces\``,
    }),
    'other-name': ({ marketplace, plugins, source, names }) => ({
      message: `no marketplace in \`${source}\` has the name \`${marketplace}\`\nthe client looks for ${listed(foldedNames(plugins))} in \`${marketplace}\`, but the ${names.length === 1 ? 'marketplace' : 'marketplaces'} in \`${source}\` ${names.length === 1 ? 'is' : 'are'} named ${listed(quoted(names))}`,
      help: `use ${listed(quoted(names), 'or')} as the key under \`extraKnownMarketplaces\` and after the \`@\` of each plugin`,
    }),
    'of-dependency': ({ plugin, marketplace }) => ({
      message: `\`${plugin}\` is required from the marketplace \`${marketplace}\`, which is not in any registry that mkt reads\nthe client cannot install \`${plugin}\` until it knows this marketplace`,
      help: declareIt,
    }),
  },
};

/** Marketplaces that are declared, but do not exist: one finding for each, at its declaration. */
function declaredInVain({ problems, declared }: Context): Draft<'MKT104'>[] {
  return declared.flatMap(
    ({ declaredAs, text, location, marketplaces, problem, isReserved }): Draft<'MKT104'>[] => {
      const plugins = problems.flatMap((each) =>
        each.kind === 'unknown-marketplace' && each.spec.marketplace === declaredAs ? [each.spec.name] : [],
      );
      if (plugins.length === 0) return [];
      const evidence = { marketplace: declaredAs, plugins, source: text };
      const where = { plugins, ...(location && { location }) };
      if (problem !== undefined)
        return [
          {
            case: 'unusable-source',
            evidence: { ...evidence, reason: problem, ...(isReserved && { isReserved }) },
            ...where,
          },
        ];
      return marketplaces.length > 0
        ? [{ case: 'other-name', evidence: { ...evidence, names: marketplaces }, ...where }]
        : [];
    },
  );
}

function unknownSpecs({ problems, declared }: Context): Draft<'MKT104'>[] {
  const known = new Set(
    declared.flatMap((each) =>
      each.problem !== undefined || each.marketplaces.length > 0 ? [each.declaredAs] : [],
    ),
  );
  // Settings name a marketplace that is not declared, and a plugin of that name in a different one has a different author.
  const unknown = problems.flatMap((problem) =>
    problem.kind === 'unknown-marketplace' && !known.has(problem.spec.marketplace ?? '')
      ? [isInSettings(problem.spec) ? { ...problem, elsewhere: [] } : problem]
      : [],
  );
  // One cause, one finding for all plugins about which there is nothing special to say.
  const groups = new Map<string, typeof unknown>();
  for (const problem of unknown) {
    const { spec, elsewhere } = problem;
    const key = elsewhere.length > 0 || spec.marketplace === 'latest' ? spec.text : `@${spec.marketplace}`;
    groups.set(key, [...(groups.get(key) ?? []), problem]);
  }
  return [...groups.values()].flatMap(([first, ...rest]): Draft<'MKT104'>[] => {
    if (first === undefined) return [];
    const { spec, nearest, elsewhere } = first;
    const { text, name, marketplace = '', location } = spec;
    const related = rest.flatMap(({ spec: other }) =>
      other.location === undefined ? [] : [{ location: other.location, message: `\`${other.text}\`` }],
    );
    return [
      {
        case: 'of-spec',
        evidence: {
          spec: text,
          others: rest.map((each) => each.spec.text),
          plugin: name,
          marketplace,
          nearest,
          known: first.known,
          elsewhere,
          isInSettings: isInSettings(spec),
        },
        plugins: [name, ...rest.map((each) => each.spec.name)],
        ...(location && { location }),
        ...(related.length > 0 && { related }),
      },
    ];
  });
}

const isInSettings = ({ location }: Spec): boolean => location?.file.endsWith('.json') === true;

/** For plugins that the client installs: it reads the declaration, and mkt does, too. */
const declareIt =
  'declare the marketplace in `extraKnownMarketplaces`; if the client already knows it, tell mkt where it is with `--registry <source>`';

function helpOf(evidence: UnknownMarketplace): string {
  const { plugin, marketplace, nearest, elsewhere } = evidence;
  if (marketplace === 'latest')
    return `use \`${plugin}\`: without a range, the newest release that is compatible with the others is chosen`;
  if (nearest.length > 0) return `did you mean ${listed(quoted(nearest), 'or')}?`;
  const there = elsewhere.map((each) => `${plugin}@${each}`);
  const meant = there.length > 0 ? `did you mean ${listed(quoted(there), 'or')}? Or ` : '';
  return `${meant}${evidence.isInSettings ? declareIt : 'add the marketplace with `--registry <source>`'}`;
}

function unknownDependencies(context: Context): Draft<'MKT104'>[] {
  const { outside, request, resolution } = context;
  const failed = resolution === undefined || resolution.ok ? undefined : resolution;
  const names = request.filter(({ text }) => failed?.conflict.includes(text)).map(({ name }) => name);
  return outside
    .filter(({ name, marketplace }) =>
      failed?.causes.some((cause) => cause.on === pluginId(name, marketplace)),
    )
    .map(({ name, marketplace }) => ({
      case: 'of-dependency',
      evidence: { plugin: name, marketplace },
      ...placed(names, context),
      plugins: [name],
    }));
}
