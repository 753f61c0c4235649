import { type PluginId, pluginId, type Release } from '../model/plugin.ts';
import type { Context } from './context.ts';

/** Says whether the mod of one release certainly runs before that of another. */
export type RunsBefore = (one: Release, other: Release) => boolean;

/**
 * The order of mods that users install: a mod runs before the mods of the plugins that it depends on. Otherwise they run in the order
 * in which the client loads them, which no list of the user establishes. Managed settings can put a mod before or after all others; these
 * are of the organization, and not part of a combination.
 */
export function modOrder({ mods = [] }: Context): RunsBefore {
  const byId = new Map(mods.map(({ release }) => [idOf(release), release] as const));
  const below = new Map<Release, ReadonlySet<Release>>();
  const reach = (release: Release): ReadonlySet<Release> => {
    const known = below.get(release);
    if (known !== undefined) return known;
    const found = new Set<Release>();
    const waiting = [release];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for (const { name, marketplace = next.marketplace } of next.dependencies) {
        const dependency = byId.get(pluginId(name, marketplace));
        if (dependency === undefined || found.has(dependency)) continue;
        found.add(dependency);
        waiting.push(dependency);
      }
    }
    below.set(release, found);
    return found;
  };
  // In a cycle, neither is first.
  return (one, other) => reach(one).has(other) && !reach(other).has(one);
}

const idOf = ({ name, marketplace }: Release): PluginId => pluginId(name, marketplace);
