import { count, listed, quoted } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import { foldedNames } from '../evidence.ts';
import type { LegacyRule } from '../rule.ts';

export const duplicateProducer: LegacyRule = {
  id: 'MKT404',
  name: 'duplicate-producer',
  severity: 'note',
  section: 'Modular Architecture',
  summary: 'an artifact that a plugin takes is made by several others, and nobody says whose is used',
  check(context) {
    const groups = new Map<string, { makers: string[]; ports: Set<string>; takers: Set<string> }>();
    const makers = new Map<string, Set<string>>();
    for (const { from, artifact, format } of context.wiring.links) {
      const port = `${artifact} (${format})`;
      makers.set(port, (makers.get(port) ?? new Set()).add(from));
    }
    for (const { to, artifact, format } of context.wiring.links) {
      const port = `${artifact} (${format})`;
      const sources = [...(makers.get(port) ?? [])].filter((name) => name !== to).sort();
      if (sources.length < 2) continue;
      const key = sources.join('\n');
      const group = groups.get(key) ?? { makers: sources, ports: new Set(), takers: new Set() };
      group.ports.add(port);
      group.takers.add(to);
      groups.set(key, group);
    }
    return [...groups.values()].map(({ makers: sources, ports, takers }) => {
      const taking = [...takers].sort();
      return {
        ...placed(sources, context),
        message: `${listed(foldedNames(sources))} ${sources.length === 2 ? 'both' : 'all'} make ${listed([...ports].sort().slice(0, 6))}${ports.size > 6 ? ` and ${count(ports.size - 6, 'more artifact')}` : ''}, which ${listed(quoted(taking))} ${taking.length === 1 ? 'takes' : 'take'}\nnobody says whose is used, so it may change from one run to the next`,
        help: `say in your plan which of them makes it, or write the two to different places`,
      };
    });
  },
};
