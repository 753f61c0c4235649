import { listed, quoted } from '../../model/text.ts';
import type { LegacyDraft, LegacyRule } from '../rule.ts';

export const marketplaceNameClash: LegacyRule = {
  id: 'MKT112',
  name: 'marketplace-name-clash',
  severity: 'error',
  section: 'Plugin Not Found',
  summary: 'several registered marketplaces bear one name, of which the client keeps the later',
  check({ marketplaces, releases, request }) {
    const sources = new Map<string, Set<string>>();
    for (const { name, registry } of marketplaces)
      sources.set(name, (sources.get(name) ?? new Set()).add(registry));
    return [...sources]
      .filter(([, registries]) => registries.size > 1)
      .map(([name, registries]): LegacyDraft => {
        const all = [...registries];
        const concerned = releases
          .filter(({ marketplace }) => marketplace === name)
          .map((release) => release.name);
        const location = request.find((spec) => concerned.includes(spec.name) && spec.location)?.location;
        return {
          plugins: [...new Set(concerned)].sort(),
          ...(location && { location }),
          message: `${listed(quoted(all))} are ${all.length === 2 ? 'two' : all.length} marketplaces of one name: \`${name}\`\nthe client knows a marketplace by its name and keeps the one that was added last, here \`${all.at(-1)}\`; plugins that only another one has are gone, and mkt looks into \`${all[0]}\` first`,
          help: `register one of them, or ask a maintainer to change the \`name\` in \`marketplace.json\``,
        };
      });
  },
};
