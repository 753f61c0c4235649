import { groupsOf } from '../model/cycles.ts';

/** `from` comes before `to`. */
export interface Edge {
  readonly from: string;
  readonly to: string;
}

/** Nodes that stay together: a single one, a cycle, or what the caller joined. */
export type Group = readonly string[];

/**
 * Groups nodes that reach each other over the edges, directly or through others. Keeps the order of the nodes; a node on no
 * cycle is a group of one.
 */
export function cycleGroups(nodes: readonly string[], edges: readonly Edge[]): Group[] {
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) {
    const targets = next.get(from);
    if (targets === undefined) next.set(from, [to]);
    else targets.push(to);
  }
  const place = new Map(nodes.map((node, index) => [node, index] as const));
  const byPlace = (a = '', b = '') => (place.get(a) ?? 0) - (place.get(b) ?? 0);
  return groupsOf(nodes, (node) => next.get(node) ?? [])
    .map((group) => group.filter((node) => place.has(node)).sort(byPlace))
    .filter((group) => group.length > 0)
    .sort(([a], [b]) => byPlace(a, b));
}

/**
 * Sorts groups into layers: each group as early as the edges allow, and those of a layer in parallel. Edges come strongest first;
 * one that contradicts the stronger ones before it is ignored, so there is always an order.
 */
export function layers(groups: readonly Group[], edges: readonly Edge[]): Group[][] {
  const groupOf = new Map(groups.flatMap((group, index) => group.map((node) => [node, index] as const)));
  const before = groups.map(() => new Set<number>());
  for (const { from, to } of edges) {
    const a = groupOf.get(from);
    const b = groupOf.get(to);
    if (a === undefined || b === undefined || a === b || before[a]?.has(b) || before[b]?.has(a)) continue;
    const added = [a, ...(before[a] ?? [])];
    for (const [index, earlier] of before.entries()) {
      if (index === b || earlier.has(b)) for (const each of added) earlier.add(each);
    }
  }
  const depth = new Map<number, number>();
  const byReach = [...before.keys()].sort((a, b) => (before[a]?.size ?? 0) - (before[b]?.size ?? 0));
  // A group has more predecessors than each group before it, so one pass in this order is enough.
  for (const index of byReach) {
    depth.set(
      index,
      1 + Math.max(-1, ...[...(before[index] ?? [])].map((earlier) => depth.get(earlier) ?? 0)),
    );
  }
  const result: Group[][] = [];
  for (const [index, group] of groups.entries()) {
    const layer = depth.get(index) ?? 0;
    while (result.length <= layer) result.push([]);
    result[layer]?.push(group);
  }
  return result;
}
