import type { Pattern } from '../model/knowledge.ts';
import { cheapestOrder, type Weighted } from './cheapest-order.ts';
import { phaseOf } from './phases.ts';
import { cycleGroups, type Edge, type Group, layers } from './precedence.ts';
import type { Team } from './team.ts';

/** Plugins that work in the same period. */
export interface Stage {
  readonly members: readonly string[];
  /** Whether members need each other's output: they then take turns, in this order, instead of running in parallel. */
  readonly inTurn: boolean;
}

/**
 * Derives stages from the wiring: required inputs first, then dependencies, optional inputs and events, and at last files that one plugin is
 * seen to write and another to read. What is stated outweighs what is seen.
 */
export function derivedStages(team: Team): Stage[] {
  const required = requiredEdges(team);
  const groups = cycleGroups(team.names, required);
  return toStages(
    layers(groups, [
      ...required,
      ...team.dependencies,
      ...optionalEdges(team),
      ...team.wiring.events,
      ...team.handovers,
    ]),
    team,
  );
}

/** Starts each plugin as early as its required inputs allow. */
export function parallelStages(team: Team): Stage[] {
  const required = requiredEdges(team);
  return toStages(layers(cycleGroups(team.names, required), required), team);
}

/** Puts subscribers after publishers; required inputs still come first. */
export function eventStages(team: Team): Stage[] {
  const required = requiredEdges(team);
  return toStages(layers(cycleGroups(team.names, required), [...required, ...team.wiring.events]), team);
}

/** Puts one plugin after the other; only a cycle stays together. */
export function serialStages(team: Team): Stage[] {
  const groups = cycleGroups(team.names, requiredEdges(team));
  return derivedStages(team).flatMap(({ members }) =>
    groups
      .filter(([first = '']) => members.includes(first))
      .map((group) => ({ members: cheapestOrder(group, linkCosts(team)), inTurn: group.length > 1 })),
  );
}

/**
 * Returns the pattern's own stages. Chosen plugins that the pattern does not name go where their data and dependencies require.
 */
export function patternStages(team: Team, pattern: Pattern): Stage[] {
  const numbers = [...new Set(pattern.plugins.flatMap(({ stage }) => stage ?? []))].sort((a, b) => a - b);
  const named = numbers
    .map((number) => pattern.plugins.filter(({ stage }) => stage === number).map(({ name }) => name))
    .map((names) => team.names.filter((name) => names.includes(name)))
    .filter((group) => group.length > 0);
  const inPattern = new Set(named.flat());
  const required = requiredEdges(team);
  const others = cycleGroups(
    team.names.filter((name) => !inPattern.has(name)),
    required,
  );
  const sequence = named
    .slice(1)
    .map((group, index) => ({ from: named[index]?.[0] ?? '', to: group[0] ?? '' }));
  const edges = [
    ...sequence,
    ...required,
    ...team.dependencies,
    ...optionalEdges(team),
    ...team.wiring.events,
    ...team.handovers,
  ];
  return toStages(layers([...named, ...others], edges), team);
}

/** Returns required inputs that come later than the plugin that needs them: possible in a pattern, never in a derived order. */
export function lateInputs(team: Team, stages: readonly Stage[]): Edge[] {
  const stageOf = new Map(
    stages.flatMap(({ members }, index) => members.map((name) => [name, index] as const)),
  );
  return requiredEdges(team).filter(({ from, to }) => (stageOf.get(from) ?? 0) > (stageOf.get(to) ?? 0));
}

/**
 * Returns the links of required inputs. If several plugins produce an input, all of them must come first: any may be used.
 */
export function requiredEdges(team: Team): Edge[] {
  return team.wiring.links.filter(({ optional }) => !optional);
}

/** Puts links in the usual direction of work first, so that feedback to an earlier phase is ignored if they contradict. */
function optionalEdges(team: Team): Edge[] {
  const forward = ({ from, to }: Edge) => phaseOf(team.release(from)) - phaseOf(team.release(to));
  return team.wiring.links.filter(({ optional }) => optional).sort((a, b) => forward(a) - forward(b));
}

/**
 * What it costs that the first turn of a plugin does without an input: one for each input, and a little more for one that goes in the usual
 * direction of work, so that feedback is what waits.
 */
function linkCosts(team: Team): Weighted[] {
  return requiredEdges(team).map(({ from, to }) => ({
    from,
    to,
    cost: phaseOf(team.release(from)) < phaseOf(team.release(to)) ? 1.25 : 1,
  }));
}

/** Gives plugins that need each other their own stage; the rest of a layer runs in parallel. */
function toStages(layered: readonly (readonly Group[])[], team: Team): Stage[] {
  const required = requiredEdges(team);
  const bound = (group: Group) =>
    required.some(({ from, to }) => from !== to && group.includes(from) && group.includes(to));
  return layered.flatMap((groups) => {
    const free = groups.filter((group) => !bound(group)).flat();
    const tied = groups.filter(bound).map((group) => ({
      members: cheapestOrder(group, linkCosts(team)),
      inTurn: true,
    }));
    return free.length === 0 ? tied : [{ members: free, inTurn: false }, ...tied];
  });
}
