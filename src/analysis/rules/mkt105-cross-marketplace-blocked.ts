import { pluginId } from '../../model/plugin.ts';
import { listed, quoted } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import { inOneLine } from '../reader-faults.ts';
import type { Draft, Rule } from '../rule.ts';

export const crossMarketplaceBlocked: Rule<'MKT105'> = {
  id: 'MKT105',
  ofInstallation: true,
  check(context) {
    const { blocked, request, resolution } = context;
    // A dependency that is blocked but did not cause the failure is not reported: an older release may work without it.
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
      message: `a dependency requires \`${dependency}\` from the marketplace \`${marketplace}\`, which ${roots.length === 1 ? `\`${roots[0]}\` does` : `${listed(quoted(roots))} do`} not allow\nthe client installs without a warning, then loads neither the plugin that requires it nor anything that depends on that plugin`,
      help: `request \`${dependency}@${marketplace}\` too, or ask for \`"allowCrossMarketplaceDependenciesOn": ["${marketplace}"]\` in the \`marketplace.json\` of ${listed(quoted(roots), 'or')}`,
    }),
    ...inOneLine<Pick<Rule<'MKT105'>['say'], 'declared'>>({
      declared: ({ plugin, dependency, marketplace }) => ({
        message: `\`${plugin}\` depends on \`${dependency}\` from the marketplace \`${marketplace}\`, which this marketplace does not allow: the client does not install it, and \`${plugin}\` does not load`,
        help: `add \`"${marketplace}"\` to \`allowCrossMarketplaceDependenciesOn\` in \`marketplace.json\``,
      }),
    }),
  },
};
