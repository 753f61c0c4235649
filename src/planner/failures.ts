import { groupedBy } from '../model/grouped-by.ts';
import type { PlanFailure } from '../model/plan.ts';
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
      const [stops, goOn] = [new Set<string>(), new Set<string>()];
      for (const link of links.get(plugin) ?? []) {
        const { to, artifact, format, optional } = link;
        const isElsewhere = (suppliers.get(inputOf(link))?.size ?? 0) > 1;
        (optional || isElsewhere ? goOn : stops).add(`${to} (${artifact}, ${format})`);
      }
      for (const { from, component } of calls.get(plugin) ?? []) stops.add(`${from} (${component})`);
      for (const { to, optional } of dependencies.get(plugin) ?? [])
        (optional === true ? goOn : stops).add(`${to} (depends on it)`);
      if (stops.size + goOn.size === 0) return [];
      return [{ stage: index + 1, plugin, stops: [...stops], goOn: [...goOn] }];
    }),
  );
}

/** What a plugin receives, whoever supplies it. */
const inputOf = ({ to, artifact }: { readonly to: string; readonly artifact: string }): string =>
  JSON.stringify([to, artifact]);
