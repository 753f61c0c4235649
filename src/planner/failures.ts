import type { PlanFailure } from '../model/plan.ts';
import type { Stage } from './stages.ts';
import type { Team } from './team.ts';

/** What a plugin that fails keeps from the plugins of its own and later stages. Plugins that hand nothing on are left out. */
export function failures(team: Team, stages: readonly Stage[]): PlanFailure[] {
  return stages.flatMap(({ members }, index) =>
    members.flatMap((plugin): PlanFailure[] => {
      const [stops, goOn] = [new Set<string>(), new Set<string>()];
      for (const { from, to, artifact, format, optional } of team.wiring.links) {
        if (from !== plugin) continue;
        const isElsewhere = team.wiring.links.some(
          (other) => other.to === to && other.artifact === artifact && other.from !== plugin,
        );
        (optional || isElsewhere ? goOn : stops).add(`${to} (${artifact}, ${format})`);
      }
      for (const { from, to, component } of team.calls)
        if (to === plugin) stops.add(`${from} (${component})`);
      for (const { from, to, optional } of team.dependencies)
        if (from === plugin) (optional === true ? goOn : stops).add(`${to} (depends on it)`);
      if (stops.size + goOn.size === 0) return [];
      return [{ stage: index + 1, plugin, stops: [...stops], goOn: [...goOn] }];
    }),
  );
}
