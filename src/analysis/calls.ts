import { fullNameOf, nameOf, textKeys } from '../model/component-kinds.ts';
import { groupedBy } from '../model/grouped-by.ts';
import type { PlanCall } from '../model/plan.ts';
import { pluginId, type Release } from '../model/plugin.ts';

/**
 * Where the texts of one plugin call a component of another by its full name, `plugin:component`. A call counts only if the other
 * plugin has such a component, and each component once for each caller. Plugins whose files are not known call nothing.
 */
export function callsAmong(releases: readonly Release[]): PlanCall[] {
  const labels = labelsOf(releases);
  const prefixOf = ({ namespace, name }: Release) => namespace ?? name;
  const byPrefix = groupedBy(releases, prefixOf);
  const prefixes = new Set(byPrefix.keys());
  const calls = new Map<string, PlanCall>();
  for (const caller of releases) {
    for (const { plugin, component, location } of caller.references?.(prefixes) ?? []) {
      const called = (byPrefix.get(plugin) ?? []).filter((release) => release !== caller);
      const target = called.find(({ marketplace }) => marketplace === caller.marketplace) ?? called[0];
      if (target === undefined || !hasComponent(target, component)) continue;
      const [from, to] = [labels.get(caller), labels.get(target)];
      if (from === undefined || to === undefined) continue;
      const call = { from, to, component: `${plugin}:${component}`, location };
      const key = JSON.stringify([from, call.component]);
      if (!calls.has(key)) calls.set(key, call);
    }
  }
  return [...calls.values()];
}

/** The name of each, or `name@marketplace` if several have the name. */
export function labelsOf(releases: readonly Release[]): ReadonlyMap<Release, string> {
  const amounts = new Map<string, number>();
  for (const { name } of releases) amounts.set(name, (amounts.get(name) ?? 0) + 1);
  return new Map(
    releases.map((release) => {
      const { name, marketplace } = release;
      return [release, (amounts.get(name) ?? 0) > 1 ? pluginId(name, marketplace) : name];
    }),
  );
}

/** Whether a plugin has a component that can be called by this name. */
const hasComponent = ({ components }: Release, name: string): boolean =>
  textKeys.some((key) =>
    components[key].some((item) => fullNameOf(key, item) === name || nameOf(key, item) === name),
  );
