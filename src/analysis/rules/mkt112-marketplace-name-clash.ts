import { listed, quoted } from '../../model/text.ts';
import type { Rule } from '../rule.ts';

export const marketplaceNameClash: Rule<'MKT112'> = {
  id: 'MKT112',
  ofInstallation: true,
  check({ marketplaces, releases, request }) {
    const sources = new Map<string, Set<string>>();
    for (const { name, registry } of marketplaces)
      sources.set(name, (sources.get(name) ?? new Set()).add(registry));
    return [...sources]
      .filter(([, registries]) => registries.size > 1)
      .map(([name, registries]) => {
        const concerned = releases
          .filter(({ marketplace }) => marketplace === name)
          .map((release) => release.name);
        const location = request.find((spec) => concerned.includes(spec.name) && spec.location)?.location;
        return {
          case: 'found',
          evidence: { marketplace: name, registries: [...registries] },
          plugins: [...new Set(concerned)].sort(),
          ...(location && { location }),
        };
      });
  },
  say: {
    found: ({ marketplace, registries }) => ({
      message: `${listed(quoted(registries))} have the same marketplace name: \`${marketplace}\`\nthe client identifies a marketplace by its name and keeps the one added last, here \`${registries.at(-1)}\`; plugins that are only in ${listed(quoted(registries.slice(0, -1)), 'or')} become unavailable; mkt itself searches \`${registries[0]}\` first`,
      help: `register only one of them, or ask a maintainer to change the \`name\` in \`marketplace.json\``,
    }),
  },
};
