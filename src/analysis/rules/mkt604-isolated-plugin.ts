import type { Integration } from '../../model/plugin.ts';
import { listed } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import { foldedNames } from '../evidence.ts';
import type { LegacyRule } from '../rule.ts';

export const isolatedPlugin: LegacyRule = {
  id: 'MKT604',
  name: 'isolated-plugin',
  severity: 'note',
  needsAll: true,
  section: 'Identify Dependencies',
  summary: 'no data, event or dependency ties a chosen plugin to the others',
  check(context) {
    const { releases, wiring } = context;
    // Where no manifest says what goes in and out, nothing is known, and nobody stands alone.
    if (releases.length < 2 || !releases.some(({ integration }) => isDescribed(integration))) return [];
    const names = new Set(releases.map(({ name }) => name));
    const tied = new Set([...wiring.links, ...wiring.events].flatMap(({ from, to }) => [from, to]));
    // Whoever offers the right thing in the wrong format belongs to it all the same: MKT602 says so.
    for (const { plugin, offered } of wiring.open) {
      if (offered.length > 0) tied.add(plugin);
      for (const offer of offered) tied.add(offer.plugin);
    }
    for (const { name, dependencies } of releases) {
      for (const dependency of dependencies) {
        if (dependency.name !== name && names.has(dependency.name)) tied.add(name).add(dependency.name);
      }
    }
    const alone = [...names].filter((name) => !tied.has(name)).sort();
    if (alone.length === 0) return [];
    const all = alone.length === names.size;
    return [
      {
        ...placed(alone, context),
        message: all
          ? `no data, event or dependency ties these ${alone.length} plugins together\nas far as their manifests say, they only stand side by side`
          : `no data, event or dependency ties ${listed(foldedNames(alone, 12))} to the other plugins\nas far as the manifests say, ${alone.length === 1 ? 'it only stands' : 'they only stand'} beside them, and ${alone.length === 1 ? 'costs' : 'cost'} context in every session`,
        help: `leave ${alone.length === 1 ? 'it' : 'them'} out if ${alone.length === 1 ? 'it serves' : 'they serve'} another purpose, or describe in ${alone.length === 1 ? 'its' : 'their'} manifest what is produced and consumed`,
      },
    ];
  },
};

const isDescribed = ({ produces, consumes, publishes, subscribes }: Integration): boolean =>
  produces.length + consumes.length + publishes.length + subscribes.length > 0;
