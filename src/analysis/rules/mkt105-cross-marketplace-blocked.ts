import { pluginId } from '../../model/plugin.ts';
import { listed, quoted } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import { inOneLine } from '../faults.ts';
import type { Draft, Rule } from '../rule.ts';

export const crossMarketplaceBlocked: Rule<'MKT105'> = {
  id: 'MKT105',
  check(context) {
    const { blocked, request, resolution } = context;
    // What stood in nobody's way is not told: an older release may do without the dependency.
    const failed = resolution === undefined || resolution.ok ? undefined : resolution;
    const decisive = blocked.filter(({ name, marketplace }) =>
      failed?.causes.some((cause) => cause.on === pluginId(name, marketplace)),
    );
    const names = request.filter(({ text }) => failed?.conflict.includes(text)).map(({ name }) => name);
    return decisive.map(
      ({ name, marketplace, roots }): Draft<'MKT105'> => ({
        case: 'found',
        evidence: { dependency: name, marketplace, roots },
        ...placed(names, context),
        plugins: [name],
      }),
    );
  },
  say: {
    found: ({ dependency, marketplace, roots }) => ({
      message: `a dependency needs \`${dependency}\` of the marketplace \`${marketplace}\`, which ${roots.length === 1 ? `\`${roots[0]}\` does` : `${listed(quoted(roots))} do`} not allow\nthe client says nothing when it is installed, and loads neither the plugin that needs it nor what depends on that`,
      help: `request \`${dependency}@${marketplace}\` too, or ask for \`"allowCrossMarketplaceDependenciesOn": ["${marketplace}"]\` in the \`marketplace.json\` of ${listed(quoted(roots), 'or')}`,
    }),
    ...inOneLine<Pick<Rule<'MKT105'>['say'], 'declared'>>({
      declared: ({ plugin, dependency, marketplace }) => ({
        message: `\`${plugin}\` depends on \`${dependency}\` of the marketplace \`${marketplace}\`, which this marketplace does not allow: the client does not install it, and \`${plugin}\` does not load`,
        help: `add \`"${marketplace}"\` to \`allowCrossMarketplaceDependenciesOn\` in \`marketplace.json\``,
      }),
    }),
  },
};
