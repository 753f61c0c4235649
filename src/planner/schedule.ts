import type { Edge } from './precedence.ts';
import type { Stage } from './stages.ts';
import type { Team } from './team.ts';

/** What the stages allow and what they cost. */
export interface Schedule {
  /** The most plugins that run in parallel. */
  readonly width: number;
  /** The longest chain of plugins that wait for each other: with all of its inputs, it takes a stage for each. */
  readonly longestChain: readonly string[];
  /** Inputs that are there only in a later stage, or in the same one, so that the plugin starts without them. */
  readonly notWaitedFor: readonly Missed[];
  /** Required inputs that close a cycle: the first turn of the plugin does without them, because they cost the least to miss. */
  readonly cut: readonly Missed[];
}

/** An input that a plugin starts without. */
export type Missed = Edge & { readonly artifact: string };

/** Measures stages: how wide they are, what determines their number, and what plugins start without. */
export function scheduleOf(team: Team, stages: readonly Stage[]): Schedule {
  const stageOf = new Map(
    stages.flatMap(({ members }, index) => members.map((name) => [name, index] as const)),
  );
  const stage = (name: string) => stageOf.get(name) ?? 0;
  const edges = [...team.wiring.links, ...team.dependencies, ...team.handovers].filter(
    ({ from, to }) => stage(from) < stage(to),
  );
  const chains = new Map<string, readonly string[]>();
  for (const { members } of stages)
    for (const name of members) {
      const before = edges
        .filter(({ to }) => to === name)
        .map(({ from }) => chains.get(from) ?? [from])
        .reduce<readonly string[]>((longest, chain) => (chain.length > longest.length ? chain : longest), []);
      chains.set(name, [...before, name]);
    }
  const longestChain = [...chains.values()].reduce<readonly string[]>(
    (longest, chain) => (chain.length > longest.length ? chain : longest),
    [],
  );
  const late = team.wiring.links.filter(
    ({ from, to, optional }) => optional && stage(from) >= stage(to) && from !== to,
  );
  return {
    width: Math.max(0, ...stages.map(({ members, inTurn }) => (inTurn ? 1 : members.length))),
    longestChain: longestChain.length > 1 ? longestChain : [],
    notWaitedFor: missed(late),
    cut: missed(
      stages.flatMap(({ members, inTurn }) =>
        inTurn
          ? team.wiring.links.filter(
              ({ from, to, optional }) =>
                !optional && members.includes(to) && members.indexOf(from) > members.indexOf(to),
            )
          : [],
      ),
    ),
  };
}

/** Each input once, in however many formats it could come. */
function missed(links: readonly Missed[]): Missed[] {
  const byKey = new Map(
    links.map(({ from, to, artifact }) => [JSON.stringify([from, to, artifact]), { from, to, artifact }]),
  );
  return [...byKey.values()];
}
