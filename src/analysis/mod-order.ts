import { type PluginId, pluginId, type Release } from '../model/plugin.ts';
import type { Context } from './context.ts';

/** Why a mod certainly runs before another one: it depends on it, or managed settings put it first or the other one last. */
export type OrderReason = 'dependency' | 'settings';

/** Says why the mod of one release certainly runs before that of another; undefined if it does not, or that is not known. */
export type RunsBefore = (one: Release, other: Release) => OrderReason | undefined;

/**
 * The order of mods: those of `prependPlugins` in managed settings, in their order; those that users install, where a mod runs before the
 * mods of the plugins that it depends on; those of `appendPlugins`. Otherwise they run in the order in which the client loads them, which
 * no list of the user establishes. The same keys in the user's own settings count only where no organization manages the client, which
 * is not known here.
 */
export function modOrder({ mods = [], settings }: Context): RunsBefore {
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
  const { first = [], last = [] } = settings?.own?.modOrder ?? {};
  const place = (release: Release): number => {
    const id = idOf(release);
    if (first.includes(id)) return first.indexOf(id) - first.length;
    return last.includes(id) ? 1 : 0;
  };
  return (one, other) => {
    const [a, b] = [place(one), place(other)];
    if (a !== b) return a < b ? 'settings' : undefined;
    // In a cycle, neither is first.
    return reach(one).has(other) && !reach(other).has(one) ? 'dependency' : undefined;
  };
}

const idOf = ({ name, marketplace }: Release): PluginId => pluginId(name, marketplace);
