import type { Environment } from '../model/project.ts';
import { bytesOf, type ResourceKind } from '../model/quantity.ts';
import type { Stage } from './stages.ts';
import type { Team } from './team.ts';

/** What one stage needs of the machine: the sum over plugins that run in parallel, the maximum over those that take turns. */
export interface Demand {
  readonly amount: number;
  /** The stage in which it peaks, from 1. */
  readonly stage: number;
  /** How much each plugin needs there. */
  readonly shares: readonly { readonly plugin: string; readonly amount: number }[];
}

/**
 * Returns the highest demand over all stages, in cores, bytes or GPUs; undefined if no plugin states any. Each exclusive GPU
 * counts, and all plugins that share one need one more together.
 */
export function peak(team: Team, stages: readonly Stage[], kind: ResourceKind): Demand | undefined {
  let highest: Demand | undefined;
  for (const [index, { members, inTurn }] of stages.entries()) {
    const shares = members
      .map((plugin) => ({ plugin, amount: share(team, plugin, kind) }))
      .filter(({ amount }) => amount > 0);
    if (shares.length === 0) continue;
    const amounts = shares.map(({ amount }) => amount);
    const sum = amounts.reduce((total, each) => total + each, 0);
    const sharing = kind === 'gpu' && shares.some(({ plugin }) => gpu(team, plugin) === 'shared') ? 1 : 0;
    const exclusive = shares.filter(({ plugin }) => gpu(team, plugin) === 'exclusive').length;
    const together = kind === 'gpu' ? exclusive + sharing : sum;
    const amount = inTurn ? Math.max(...amounts) : together;
    if (highest === undefined || amount > highest.amount) highest = { amount, stage: index + 1, shares };
  }
  return highest;
}

/** Returns what the environment has, in the units of {@link peak}; undefined if it is not stated. */
export function available({ resources }: Environment, kind: ResourceKind): number | undefined {
  if (kind === 'memory') return resources?.memory === undefined ? undefined : bytesOf(resources.memory);
  return resources?.[kind];
}

function share(team: Team, plugin: string, kind: ResourceKind): number {
  const resources = team.release(plugin).integration.resources;
  if (kind === 'gpu') return resources?.gpu === 'shared' || resources?.gpu === 'exclusive' ? 1 : 0;
  if (kind === 'memory') return resources?.memory === undefined ? 0 : (bytesOf(resources.memory) ?? 0);
  return resources?.cpu ?? 0;
}

const gpu = (team: Team, plugin: string) => team.release(plugin).integration.resources?.gpu;
