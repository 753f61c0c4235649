import type { Pattern } from '../model/knowledge.ts';
import { phaseOf } from './phases.ts';
import { type Edge, type Group, layers, rings } from './precedence.ts';
import type { Team } from './team.ts';

/** Plugins that work in the same period. */
export interface Stage {
  readonly members: readonly string[];
  /** One needs something of another one of the stage: they take turns, in this order, instead of running side by side. */
  readonly inTurn: boolean;
}

/** Stages from what flows: required inputs bind, then dependencies, then what can be used, then events. */
export function derivedStages(team: Team): Stage[] {
  const required = requiredEdges(team);
  const groups = rings(team.names, required);
  return toStages(
    layers(groups, [...required, ...team.dependencies, ...optionalEdges(team), ...team.wiring.events]),
    required,
  );
}

/** Only required inputs hold a plugin back. */
export function parallelStages(team: Team): Stage[] {
  const required = requiredEdges(team);
  return toStages(layers(rings(team.names, required), required), required);
}

/** Who awaits an event comes after who publishes it; required inputs still bind. */
export function eventStages(team: Team): Stage[] {
  const required = requiredEdges(team);
  return toStages(layers(rings(team.names, required), [...required, ...team.wiring.events]), required);
}

/** One plugin after the other; only a ring stays together. */
export function serialStages(team: Team): Stage[] {
  const groups = rings(team.names, requiredEdges(team));
  return derivedStages(team).flatMap(({ members }) =>
    groups
      .filter(([first = '']) => members.includes(first))
      .map((group) => ({ members: group, inTurn: group.length > 1 })),
  );
}

/**
 * The pattern's own stages. Chosen plugins that the pattern does not name go where their data and dependencies put them.
 */
export function patternStages(team: Team, pattern: Pattern): Stage[] {
  const numbers = [...new Set(pattern.plugins.map(({ stage }) => stage))].sort((a, b) => a - b);
  const named = numbers
    .map((number) => pattern.plugins.filter(({ stage }) => stage === number).map(({ name }) => name))
    .map((names) => team.names.filter((name) => names.includes(name)))
    .filter((group) => group.length > 0);
  const inPattern = new Set(named.flat());
  const required = requiredEdges(team);
  const others = rings(
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
  ];
  return toStages(layers([...named, ...others], edges), required);
}

/** Required inputs that come later than the plugin that needs them: a pattern may say so, a derived order never does. */
export function againstTheOrder(team: Team, stages: readonly Stage[]): Edge[] {
  const stageOf = new Map(
    stages.flatMap(({ members }, index) => members.map((name) => [name, index] as const)),
  );
  return requiredEdges(team).filter(({ from, to }) => (stageOf.get(from) ?? 0) > (stageOf.get(to) ?? 0));
}

/**
 * An input that several plugins can meet is required of all of them: whichever is used, it must be there first.
 */
export function requiredEdges(team: Team): Edge[] {
  return team.wiring.links.filter(({ optional }) => !optional);
}

/** In the usual course of work first, so that feedback to an earlier phase is what gives way. */
function optionalEdges(team: Team): Edge[] {
  const forward = ({ from, to }: Edge) => phaseOf(team.release(from)) - phaseOf(team.release(to));
  return team.wiring.links.filter(({ optional }) => optional).sort((a, b) => forward(a) - forward(b));
}

/** What needs one another gets a stage of its own; everything else of a layer stands side by side. */
function toStages(layered: readonly (readonly Group[])[], required: readonly Edge[]): Stage[] {
  const bound = (group: Group) =>
    required.some(({ from, to }) => from !== to && group.includes(from) && group.includes(to));
  return layered.flatMap((groups) => {
    const free = groups.filter((group) => !bound(group)).flat();
    const tied = groups.filter(bound).map((group) => ({
      members: layers(
        group.map((name) => [name]),
        required,
      ).flat(2),
      inTurn: true,
    }));
    return free.length === 0 ? tied : [{ members: free, inTurn: false }, ...tied];
  });
}
