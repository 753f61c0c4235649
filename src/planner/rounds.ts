import type { Environment } from '../model/project.ts';
import { amountText, type ResourceKind } from '../model/quantity.ts';
import { available, peak } from './resources.ts';
import type { Stage } from './stages.ts';
import type { Team } from './team.ts';

const kinds = ['cpu', 'memory', 'gpu'] as const satisfies readonly ResourceKind[];

/** A stage as the environment can run it. */
export interface Rounds {
  /** Plugins that run in parallel; the rounds follow one another. A single round means that all of them fit. */
  readonly rounds: readonly (readonly string[])[];
  /** What there is too little of for all at once: `8 cores`. Empty for a single round. */
  readonly limits: readonly string[];
}

/**
 * Divides the plugins of a stage into rounds that each fit into the environment. Those that need the most are placed first, each into
 * the first round with room for it: this finds few rounds, not always the fewest. A plugin that needs more than there is has
 * a round for itself: nothing else can be done for it. What is not stated, by the environment or a plugin, limits nothing.
 */
export function roundsOf(team: Team, { members, inTurn }: Stage, environment: Environment): Rounds {
  const limits = kinds.flatMap((kind) => {
    const has = available(environment, kind);
    return has === undefined ? [] : [{ kind, has }];
  });
  const demand = (names: readonly string[], kind: ResourceKind) =>
    peak(team, [{ members: names, inTurn: false }], kind)?.amount ?? 0;
  const over = limits.filter(({ kind, has }) => demand(members, kind) > has);
  if (inTurn || over.length === 0) return { rounds: [members], limits: [] };
  const size = (name: string) => Math.max(...limits.map(({ kind, has }) => demand([name], kind) / has));
  const fits = (names: readonly string[]) => limits.every(({ kind, has }) => demand(names, kind) <= has);
  const rounds: string[][] = [];
  const place = new Map(members.map((name, index) => [name, index]));
  for (const name of [...members].sort((a, b) => size(b) - size(a))) {
    const round = rounds.find((names) => fits([...names, name]));
    if (round === undefined) rounds.push([name]);
    else round.push(name);
  }
  const byPlace = (a = '', b = '') => (place.get(a) ?? 0) - (place.get(b) ?? 0);
  return {
    rounds: rounds.map((names) => names.sort(byPlace)).sort(([a], [b]) => byPlace(a, b)),
    limits: rounds.length < 2 ? [] : over.map(({ kind, has }) => amountText(kind, has)),
  };
}

/** The stages with a stage for each round: what runs in parallel on this machine. */
export const boundedStages = (team: Team, stages: readonly Stage[], environment: Environment): Stage[] =>
  stages.flatMap((stage) =>
    stage.inTurn
      ? [stage]
      : roundsOf(team, stage, environment).rounds.map((members) => ({ members, inTurn: false })),
  );
