import satisfies from 'semver/functions/satisfies.js';
import type { Lock, LockedPlugin } from '../model/lock.ts';
import { type PluginId, pluginId } from '../model/plugin-id.ts';
import type { Spec } from '../model/resolution.ts';

/** Why a lock does not match a list. */
export type Stale =
  | { readonly case: 'not-locked'; readonly spec: Spec }
  | { readonly case: 'constraint'; readonly spec: Spec; readonly locked: LockedPlugin }
  | {
      readonly case: 'dependency-range';
      readonly by: LockedPlugin;
      readonly locked: LockedPlugin;
      readonly range: string;
    }
  | { readonly case: 'dependency-missing'; readonly by: LockedPlugin; readonly dependency: PluginId }
  | { readonly case: 'unreached'; readonly locked: LockedPlugin }
  | {
      readonly case: 'conflict';
      readonly by: LockedPlugin;
      readonly locked: LockedPlugin;
      readonly range: string;
    };

const idOf = ({ name, marketplace }: LockedPlugin): PluginId => pluginId(name, marketplace);

/**
 * Why a lock does not match a list; nothing if it does. Only contents count, no hash of the request: so two branches that each add
 * a plugin merge into a lock that is fresh.
 */
export function staleness({ plugins }: Lock, specs: readonly Spec[]): Stale[] {
  const stale: Stale[] = [];
  const reached = new Set<PluginId>();
  const open: LockedPlugin[] = [];
  const reach = (plugin: LockedPlugin) => {
    if (reached.has(idOf(plugin))) return;
    reached.add(idOf(plugin));
    open.push(plugin);
  };
  for (const spec of specs) {
    const locked = lockedFor(spec, plugins);
    if (locked === undefined) {
      stale.push({ case: 'not-locked', spec });
      continue;
    }
    reach(locked);
    if (!fits(locked.version, spec.range)) stale.push({ case: 'constraint', spec, locked });
  }
  for (let by = open.pop(); by !== undefined; by = open.pop()) {
    for (const { name, marketplace, range } of by.dependencies) {
      const dependency = pluginId(name, marketplace);
      const locked = plugins.get(dependency);
      if (locked === undefined) {
        stale.push({ case: 'dependency-missing', by, dependency });
        continue;
      }
      reach(locked);
      if (!fits(locked.version, range)) stale.push({ case: 'dependency-range', by, locked, range });
    }
    // What is optional may be missing, and may have any version.
    for (const { name, marketplace } of by.optionalDependencies ?? []) {
      const locked = plugins.get(pluginId(name, marketplace));
      if (locked !== undefined) reach(locked);
    }
    for (const { name, marketplace, range } of by.conflicts) {
      const locked = plugins.get(pluginId(name, marketplace));
      if (locked !== undefined && fits(locked.version, range))
        stale.push({ case: 'conflict', by, locked, range });
    }
  }
  for (const locked of plugins.values())
    if (!reached.has(idOf(locked))) stale.push({ case: 'unreached', locked });
  return stale;
}

/** The locked plugin that a spec of the list means; of a bare name, the one that the list asked for. */
export function lockedFor(spec: Spec, plugins: Lock['plugins']): LockedPlugin | undefined {
  if (spec.marketplace !== undefined) return plugins.get(pluginId(spec.name, spec.marketplace));
  const named = [...plugins.values()].filter(({ name }) => name === spec.name);
  return named.length > 1 ? (named.find(({ constraint }) => constraint !== undefined) ?? named[0]) : named[0];
}

/** Any version is as good as no range; semver would leave out prereleases. */
const fits = (version: string, range: string): boolean =>
  range === '*' || range === '' || satisfies(version, range);
