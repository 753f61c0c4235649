import type { CatalogueEntry } from '../analysis/context.ts';
import { type Plugin, type PluginId, pluginId, type Release, releaseOf } from '../model/plugin.ts';
import type { Registry } from '../model/registry.ts';
import { allPlugins } from './open.ts';

/** The newest release of every plugin that the registries can list. If two registries have a plugin, the first wins. */
export function catalogueOf(registries: readonly Registry[]): CatalogueEntry[] {
  const entries = new Map<PluginId, CatalogueEntry>();
  for (const plugin of allPlugins(registries)) {
    const id = pluginId(plugin.name, plugin.marketplace);
    const entry = entries.has(id) ? undefined : entryOf(plugin);
    if (entry !== undefined) entries.set(id, entry);
  }
  return [...entries.values()];
}

/** What its newest release says is completed only if a rule asks, and of a native plugin read from its files. */
export function entryOf(plugin: Plugin): CatalogueEntry | undefined {
  const newest = plugin.versions[0];
  if (newest === undefined) return undefined;
  const { name, marketplace, supersededBy } = plugin;
  let known: Release | undefined;
  const release = () => {
    known ??= releaseOf(plugin, newest);
    return known;
  };
  return {
    name,
    marketplace,
    newest,
    get integration() {
      return release().integration;
    },
    get date() {
      return release().date;
    },
    get namespace() {
      return release().namespace;
    },
    ...(supersededBy && { supersededBy }),
  };
}
