import { pluginId } from '../../model/plugin.ts';
import { listed, quoted } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import { faultsOf } from '../faults.ts';
import type { LegacyDraft, LegacyRule } from '../rule.ts';

export const crossMarketplaceBlocked: LegacyRule = {
  id: 'MKT105',
  name: 'cross-marketplace-blocked',
  severity: 'error',
  section: 'Plugin Not Found',
  summary:
    'a dependency leaves its marketplace, and the marketplace of the requested plugin does not allow it',
  check(context) {
    const { blocked, request, resolution } = context;
    // What stood in nobody's way is not told: an older release may do without the dependency.
    const failed = resolution === undefined || resolution.ok ? undefined : resolution;
    const decisive = blocked.filter(({ name, marketplace }) =>
      failed?.causes.some((cause) => cause.on === pluginId(name, marketplace)),
    );
    const names = request.filter(({ text }) => failed?.conflict.includes(text)).map(({ name }) => name);
    return [
      ...decisive.map(
        ({ name, marketplace, roots }): LegacyDraft => ({
          ...placed(names, context),
          plugins: [name],
          message: `a dependency needs \`${name}\` of the marketplace \`${marketplace}\`, which ${roots.length === 1 ? `\`${roots[0]}\` does` : `${listed(quoted(roots))} do`} not allow\nthe client says nothing when it is installed, and loads neither the plugin that needs it nor what depends on that`,
          help: `request \`${name}@${marketplace}\` too, or ask for \`"allowCrossMarketplaceDependenciesOn": ["${marketplace}"]\` in the \`marketplace.json\` of ${listed(quoted(roots), 'or')}`,
        }),
      ),
      ...faultsOf(context, 'MKT105'),
    ];
  },
};
