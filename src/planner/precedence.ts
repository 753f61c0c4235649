/** `from` comes before `to`. */
export interface Edge {
  readonly from: string;
  readonly to: string;
}

/** Nodes that stay together: one, a ring, or whatever the caller joined. */
export type Group = readonly string[];

/** Joins nodes that reach one another over the edges. Order of nodes is kept; a node alone is a group of one. */
export function rings(nodes: readonly string[], edges: readonly Edge[]): Group[] {
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) next.set(from, [...(next.get(from) ?? []), to]);
  const reach = new Map(nodes.map((node) => [node, reachable(node, next)]));
  const done = new Set<string>();
  const groups: Group[] = [];
  for (const node of nodes) {
    if (done.has(node)) continue;
    const group = nodes.filter(
      (other) => other === node || (reach.get(node)?.has(other) && reach.get(other)?.has(node)),
    );
    for (const member of group) done.add(member);
    groups.push(group);
  }
  return groups;
}

function reachable(start: string, next: ReadonlyMap<string, readonly string[]>): Set<string> {
  const seen = new Set<string>();
  const open = [start];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const to of next.get(node) ?? []) {
      if (seen.has(to)) continue;
      seen.add(to);
      open.push(to);
    }
  }
  return seen;
}

/**
 * Puts groups into layers: each group as early as the edges allow, all of a layer side by side. Edges come strongest first;
 * one that contradicts the stronger ones before it is left out, so there is always an order.
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
  // Whoever comes before a group has fewer predecessors than it, so one pass in this order is enough.
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
