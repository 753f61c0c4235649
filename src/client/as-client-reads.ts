import { type Plugin, pluginId, type Requirement, type Requirements } from '../model/plugin.ts';
import type { Registry } from '../model/registry.ts';

/**
 * A registry in which the dependencies have the ranges that the client reads: none where an entry declares the dependency or where
 * the range is part of the name, and the last one where a dependency is listed twice. mkt resolves with the ranges that the authors
 * meant.
 */
export function asClientReads(registry: Registry): Registry {
  const seen = new Map<Plugin, Plugin>();
  const read = (plugin: Plugin): Plugin => {
    const known = seen.get(plugin);
    if (known !== undefined) return known;
    const { client } = plugin;
    const own = client === undefined ? plugin : pluginAsRead(plugin, client);
    seen.set(plugin, own);
    return own;
  };
  return {
    ...registry,
    lookup: async (name) => {
      const lookup = await registry.lookup(name);
      return lookup.status === 'found' ? { ...lookup, plugins: lookup.plugins.map(read) } : lookup;
    },
  };
}

function pluginAsRead(plugin: Plugin, client: NonNullable<Plugin['client']>): Plugin {
  const requirements = (version: string): Requirements => {
    const meant = plugin.requirements(version);
    if (meant.dependencies.length === 0) return meant;
    const tagged = client.tagged.includes(version) ? version : undefined;
    const ranges = client.dependencies(tagged).map(({ range }) => range);
    const read = new Map<string, Requirement>();
    for (const [index, dependency] of meant.dependencies.entries()) {
      const { name, marketplace = plugin.marketplace } = dependency;
      read.set(pluginId(name, marketplace), withRange(dependency, ranges[index] ?? '*'));
    }
    return { ...meant, dependencies: [...read.values()] };
  };
  // The other members are looked up on demand: some of them read files.
  return Object.create(plugin, { requirements: { value: requirements } }) as Plugin;
}

/** The location is still computed when it is shown. */
const withRange = (dependency: Requirement, range: string): Requirement =>
  Object.create(dependency, { range: { value: range, enumerable: true } }) as Requirement;
