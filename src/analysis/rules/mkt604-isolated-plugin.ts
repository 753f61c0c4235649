import type { Integration } from '../../model/plugin.ts';
import { listed } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import { foldedNames } from '../evidence.ts';
import type { Rule } from '../rule.ts';

export const isolatedPlugin: Rule<'MKT604'> = {
  id: 'MKT604',
  needsAll: true,
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
    return [
      {
        case: alone.length === names.size ? 'all' : 'some',
        evidence: { plugins: alone },
        ...placed(alone, context),
      },
    ];
  },
  say: {
    some: ({ plugins }) => ({
      message: `no data, event or dependency ties ${listed(foldedNames(plugins, 12))} to the other plugins\nas far as the manifests say, ${plugins.length === 1 ? 'it only stands' : 'they only stand'} beside them, and ${plugins.length === 1 ? 'costs' : 'cost'} context in every session`,
      help: advice(plugins),
    }),
    all: ({ plugins }) => ({
      message: `no data, event or dependency ties these ${plugins.length} plugins together\nas far as their manifests say, they only stand side by side`,
      help: advice(plugins),
    }),
  },
};

const advice = ({ length }: readonly string[]): string =>
  `leave ${length === 1 ? 'it' : 'them'} out if ${length === 1 ? 'it serves' : 'they serve'} another purpose, or describe in ${length === 1 ? 'its' : 'their'} manifest what is produced and consumed`;

const isDescribed = ({ produces, consumes, publishes, subscribes }: Integration): boolean =>
  produces.length + consumes.length + publishes.length + subscribes.length > 0;
