import {
  type ClientView,
  type Plugin,
  type PluginId,
  pluginId,
  type Requirement,
  type Requirements,
} from '../model/plugin.ts';
import type { Registry } from '../model/registry.ts';

export interface ReadingOptions {
  /** The requested plugins, and those that dependencies of entries lead to from there: {@link followedFrom}. */
  readonly followed: ReadonlySet<PluginId>;
  /** Also leaves out what only a `plugin.json` in the root requires: the client loads the plugin without it. */
  readonly onlyLoading?: boolean;
}

/**
 * A registry in which the dependencies are those that the client reads, with its ranges: none where an entry declares the dependency
 * or where the range is part of the name, and the last one where a dependency is listed twice. What the entry of a plugin with a
 * manifest of its own requires only counts on the way of the client from entry to entry. mkt resolves with what the authors meant.
 */
export function asClientReads(registry: Registry, options: ReadingOptions): Registry {
  const seen = new Map<Plugin, Plugin>();
  const read = (plugin: Plugin): Plugin => {
    const known = seen.get(plugin);
    if (known !== undefined) return known;
    const { client } = plugin;
    const own = client === undefined ? plugin : pluginAsRead(plugin, client, options);
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

/** Whether the client reads the dependencies of a plugin otherwise than its authors meant them. */
export const isReadOtherwise = ({ client }: Plugin): boolean =>
  client !== undefined &&
  ((client.entryDependencies ?? []).length > 0 ||
    [undefined, ...client.tagged].some((tag) =>
      client.dependencies(tag).some(({ onlyAtInstall }) => onlyAtInstall === true),
    ));

/** The plugins that the client comes to from the requested ones, from entry to entry. */
export function followedFrom(
  requested: Iterable<PluginId>,
  plugins: ReadonlyMap<PluginId, Plugin>,
): ReadonlySet<PluginId> {
  const followed = new Set(requested);
  // The loop appends to the set.
  for (const id of followed) {
    const plugin = plugins.get(id);
    for (const { name, marketplace = plugin?.marketplace } of plugin?.client?.entryDependencies ?? [])
      if (marketplace !== undefined) followed.add(pluginId(name, marketplace));
  }
  return followed;
}

function pluginAsRead(
  plugin: Plugin,
  client: ClientView,
  { followed, onlyLoading = false }: ReadingOptions,
): Plugin {
  const isFollowed = followed.has(pluginId(plugin.name, plugin.marketplace));
  const requirements = (version: string): Requirements => {
    const meant = plugin.requirements(version);
    if (meant.dependencies.length === 0) return meant;
    const tagged = client.tagged.includes(version) ? version : undefined;
    // Those of the entry come last, and the client has none of them if the plugin has its own manifest.
    const seen = client.dependencies(tagged);
    const read = new Map<string, Requirement>();
    for (const [index, dependency] of meant.dependencies.entries()) {
      const own = seen[index];
      if (own === undefined ? !isFollowed : onlyLoading && own.onlyAtInstall === true) continue;
      const { name, marketplace = plugin.marketplace } = dependency;
      const range = own === undefined || own.onlyAtInstall === true ? '*' : own.range;
      read.set(pluginId(name, marketplace), withRange(dependency, range));
    }
    return { ...meant, dependencies: [...read.values()] };
  };
  // The other members are looked up on demand: some of them read files.
  return Object.create(plugin, { requirements: { value: requirements } }) as Plugin;
}

/** The location is still computed when it is shown. */
const withRange = (dependency: Requirement, range: string): Requirement =>
  Object.create(dependency, { range: { value: range, enumerable: true } }) as Requirement;
