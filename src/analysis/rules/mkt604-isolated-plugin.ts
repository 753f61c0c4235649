import type { Integration } from '../../model/plugin.ts';
import { listed } from '../../model/text.ts';
import { placed } from '../anchor.ts';
import { foldedNames } from '../evidence.ts';
import type { Rule } from '../rule.ts';

export const isolatedPlugin: Rule<'MKT604'> = {
  id: 'MKT604',
  needsAll: true,
  needsStated: true,
  check(context) {
    const { releases, wiring } = context;
    // If no manifest describes inputs or outputs, nothing is known about isolation.
    if (releases.length < 2 || !releases.some(({ integration }) => isDescribed(integration))) return [];
    const names = new Set(releases.map(({ name }) => name));
    const tied = new Set([...wiring.links, ...wiring.events].flatMap(({ from, to }) => [from, to]));
    // A plugin that offers the right artifact in the wrong format is not isolated: MKT602 reports it.
    for (const { plugin, offered } of wiring.open) {
      if (offered.length > 0) tied.add(plugin);
      for (const offer of offered) tied.add(offer.plugin);
    }
    for (const { name, dependencies } of releases) {
      for (const dependency of dependencies) {
        if (dependency.name !== name && names.has(dependency.name)) tied.add(name).add(dependency.name);
      }
    }
    // Whether a plugin that tests reads what the others hand on is for MKT703 to say.
    if (tied.size > 0)
      for (const { name, integration } of releases) if (integration.roles.includes('testing')) tied.add(name);
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
      message: `no data, event or dependency connects ${listed(foldedNames(plugins, 12))} to the other plugins\naccording to the manifests, ${plugins.length === 1 ? 'this plugin is unrelated to the others, but uses' : 'these plugins are unrelated to the others, but use'} context in every session`,
      help: advice(plugins),
    }),
    all: ({ plugins }) => ({
      message: `nothing connects ${listed(foldedNames(plugins, 12))}\ntheir manifests state no data, event or dependency between these plugins`,
      help: 'remove what does not belong here, or ask the maintainers to describe in the manifests what each plugin produces and consumes',
    }),
  },
};

const advice = ({ length }: readonly string[]): string =>
  length === 1
    ? 'if the plugin does not belong here, remove it; otherwise, ask the maintainer to describe in its manifest what it produces and consumes'
    : 'remove what does not belong here, or ask the maintainers to describe in the manifests what each plugin produces and consumes';

const isDescribed = ({ produces, consumes, publishes, subscribes }: Integration): boolean =>
  produces.length + consumes.length + publishes.length + subscribes.length > 0;
