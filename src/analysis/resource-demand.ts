import type { ResourceDemand } from '../model/combination-evidence.ts';
import { bytesOf, type ResourceKind } from '../model/quantity.ts';
import type { Context } from './context.ts';

/** What one plugin asks for. */
type Share = ResourceDemand['plugins'][number];

/** What the environment has, as far as that is stated. */
export function availableOf(
  resource: ResourceKind,
  { environment: { resources } }: Context,
): number | undefined {
  if (resource === 'memory') return resources?.memory === undefined ? undefined : bytesOf(resources.memory);
  return resources?.[resource];
}

/** The sum of all that run side by side, the largest of those that take turns. All who share a GPU need one together. */
export function demandOf(
  resource: ResourceKind,
  members: readonly string[],
  inTurn: boolean,
  context: Context,
): { amount: number; shares: readonly Share[] } {
  const shares = members.flatMap((plugin): Share[] => {
    const resources = context.releases.find(({ name }) => name === plugin)?.integration.resources;
    if (resources === undefined) return [];
    if (resource === 'gpu') {
      const { gpu } = resources;
      return gpu === 'shared' || gpu === 'exclusive' ? [{ plugin, amount: 1, use: gpu }] : [];
    }
    const amount =
      resource === 'cpu'
        ? resources.cpu
        : resources.memory === undefined
          ? undefined
          : bytesOf(resources.memory);
    return amount === undefined || amount === 0 ? [] : [{ plugin, amount }];
  });
  const amounts = shares.map(({ amount }) => amount);
  if (inTurn) return { amount: Math.max(0, ...amounts), shares };
  if (resource !== 'gpu') return { amount: amounts.reduce((sum, each) => sum + each, 0), shares };
  const exclusive = shares.filter(({ use }) => use === 'exclusive').length;
  return { amount: exclusive + (exclusive < shares.length ? 1 : 0), shares };
}
