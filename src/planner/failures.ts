import { groupedBy } from '../model/grouped-by.ts';
import type { PlanFailure } from '../model/plan.ts';
import { listed } from '../model/text.ts';
import type { Stage } from './stages.ts';
import type { Team } from './team.ts';

/** What a plugin that fails keeps from the plugins of its own and later stages. Plugins that hand nothing on are left out. */
export function failures(team: Team, stages: readonly Stage[]): PlanFailure[] {
  const links = groupedBy(team.wiring.links, ({ from }) => from);
  const suppliers = new Map<string, Set<string>>();
  for (const link of team.wiring.links) {
    const key = inputOf(link);
    suppliers.set(key, (suppliers.get(key) ?? new Set()).add(link.from));
  }
  const calls = groupedBy(team.calls, ({ to }) => to);
  const dependencies = groupedBy(team.dependencies, ({ from }) => from);
  return stages.flatMap(({ members }, index) =>
    members.flatMap((plugin): PlanFailure[] => {
      const [stops, goOn] = [new Map<string, string[]>(), new Map<string, string[]>()];
      const add = (side: Map<string, string[]>, name: string, lack: string) =>
        side.set(name, [...(side.get(name) ?? []), lack]);
      for (const all of groupedBy(links.get(plugin) ?? [], inputOf).values()) {
        const [link] = all;
        if (link === undefined) continue;
        const isElsewhere = (suppliers.get(inputOf(link))?.size ?? 0) > 1;
        const isOptional = all.every(({ optional }) => optional);
        const formats = listed(
          all.map(({ format }) => format),
          'or',
        );
        add(isOptional || isElsewhere ? goOn : stops, link.to, `${link.artifact} as ${formats}`);
      }
      for (const { from, component } of calls.get(plugin) ?? []) add(stops, from, `calls ${component}`);
      for (const { to, optional } of dependencies.get(plugin) ?? [])
        add(optional === true ? goOn : stops, to, 'depends on it');
      if (stops.size + goOn.size === 0) return [];
      return [{ stage: index + 1, plugin, stops: withLacks(stops), goOn: withLacks(goOn) }];
    }),
  );
}

/** `report (results as json; depends on it)`: each plugin once. */
const withLacks = (side: ReadonlyMap<string, readonly string[]>): string[] =>
  [...side].map(([name, lacks]) => `${name} (${lacks.join('; ')})`);

/** What a plugin receives, from any supplier. */
const inputOf = ({ to, artifact }: { readonly to: string; readonly artifact: string }): string =>
  JSON.stringify([to, artifact]);
