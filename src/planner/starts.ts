import { componentKinds } from '../model/component-kinds.ts';
import type { PlanStarts } from '../model/plan.ts';
import type { Release } from '../model/plugin.ts';
import type { Team } from './team.ts';

/** What the client starts by itself once the plugins are enabled, as read from their files: hooks, servers, monitors. */
export const startsOf = (team: Team): PlanStarts[] =>
  team.releases.flatMap((release) => {
    const [hooks, servers] = [hooksOf(release), serversOf(release)];
    return hooks.length + servers.length === 0 ? [] : [{ plugin: release.name, hooks, servers }];
  });

/** The hooks of each event, in the order of the plugin, with what they are limited to. */
function hooksOf({ components: { hooks } }: Release): PlanStarts['hooks'] {
  const byEvent = new Map<string, string[]>();
  for (const { event, matcher = '' } of hooks)
    byEvent.set(event, [...(byEvent.get(event) ?? []), matcher === '' ? '*' : matcher]);
  return [...byEvent].map(([event, matchers]) => ({
    event,
    amount: matchers.length,
    // One that is not limited, or of which no limit is known, runs each time.
    matchers: matchers.includes('*') ? [] : [...new Set(matchers)],
  }));
}

function serversOf({ components, details = [] }: Release): PlanStarts['servers'] {
  return (['mcpServers', 'lspServers', 'monitors'] as const).flatMap((key) => {
    const { detail: kind, singular: what } = componentKinds[key];
    return components[key].map(({ name }) => {
      const detail = details.find((each) => each.kind === kind && each.name === name);
      return {
        what,
        name,
        ports: detail?.ports ?? [],
        ...(detail !== undefined && { location: detail.location }),
      };
    });
  });
}
