import type { LockedPlugin } from '../model/lock.ts';
import { type PluginId, pluginId } from '../model/plugin-id.ts';

/** Locked plugins so that each comes before what it requires: the client moves a plugin within the ranges of those that are there. */
export function dependentsFirst(
  ids: readonly PluginId[],
  plugins: ReadonlyMap<PluginId, LockedPlugin>,
): readonly PluginId[] {
  const wanted = new Set(ids);
  const seen = new Set<PluginId>();
  const order: PluginId[] = [];
  const visit = (id: PluginId) => {
    if (seen.has(id)) return;
    seen.add(id);
    for (const { name, marketplace } of plugins.get(id)?.dependencies ?? [])
      visit(pluginId(name, marketplace));
    if (wanted.has(id)) order.unshift(id);
  };
  for (const id of [...ids].sort().reverse()) visit(id);
  return order;
}
