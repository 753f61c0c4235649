import { pluginId } from '../../model/plugin.ts';
import type { UnknownMarketplace } from '../../model/resolution-evidence.ts';
import { listed, quoted } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import type { Context } from '../context.ts';
import type { Draft, Rule } from '../rule.ts';

export const unknownMarketplace: Rule<'MKT104'> = {
  id: 'MKT104',
  check: (context) => [...unknownSpecs(context), ...unknownDependencies(context)],
  say: {
    'of-spec': (evidence) => {
      const { spec, marketplace, known } = evidence;
      const there = known.length === 0 ? 'no marketplaces are known' : `known: ${listed(known)}`;
      return {
        message: `\`${spec}\` names the marketplace \`${marketplace}\`, which is not in any registry\n${there}`,
        help: helpOf(evidence),
      };
    },
    'of-dependency': ({ plugin, marketplace }) => ({
      message: `a dependency requires \`${plugin}\` from the marketplace \`${marketplace}\`, which is not in any registry\nthe client cannot install it until that marketplace is added`,
      help: 'add a registry that has it with `--registry <source>`',
    }),
  },
};

function unknownSpecs({ problems }: Context): Draft<'MKT104'>[] {
  return problems.flatMap((problem): Draft<'MKT104'>[] => {
    if (problem.kind !== 'unknown-marketplace') return [];
    const { spec, nearest, known, elsewhere } = problem;
    const { text, name, marketplace = '', location } = spec;
    const isInSettings = location?.file.endsWith('.json') === true;
    return [
      {
        case: 'of-spec',
        evidence: { spec: text, plugin: name, marketplace, nearest, known, elsewhere, isInSettings },
        plugins: [name],
        ...(location && { location }),
      },
    ];
  });
}

function helpOf({ plugin, marketplace, nearest, elsewhere, isInSettings }: UnknownMarketplace): string {
  if (marketplace === 'latest')
    return `use \`${plugin}\`: without a range, the newest release that is compatible with the others is chosen`;
  if (nearest.length > 0) return `did you mean ${listed(quoted(nearest), 'or')}?`;
  const there = elsewhere.map((each) => `${plugin}@${each}`);
  const meant = there.length > 0 ? `did you mean ${listed(quoted(there), 'or')}? Or ` : '';
  const named = isInSettings ? 'add it to `extraKnownMarketplaces`, or ' : '';
  return `${meant}${named}add a registry that has it with \`--registry <source>\``;
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
