/** A link between two nodes of a cycle, and what it costs to start without it. */
export interface Weighted {
  readonly from: string;
  readonly to: string;
  readonly cost: number;
}

/** All orders of more nodes than these would take too long to compare. */
const mostCompared = 10;

/**
 * Orders nodes that need each other so that what comes too late costs the least: each link that leads back is one that a node has to start
 * without. Up to ten nodes, no order is cheaper; for more, each place goes to the node that misses the least of the rest. Of
 * equal orders it takes the one nearest to the given one.
 */
export function cheapestOrder(nodes: readonly string[], links: readonly Weighted[]): string[] {
  /** What a node misses if all of these come later. */
  const missed = (node: string, later: (name: string) => boolean) =>
    links.reduce(
      (sum, { from, to, cost }) => (to === node && from !== node && later(from) ? sum + cost : sum),
      0,
    );
  if (nodes.length > mostCompared) {
    const left = [...nodes];
    const order: string[] = [];
    while (left.length > 0) {
      const costs = left.map((node) => missed(node, (name) => left.includes(name)));
      order.push(...left.splice(costs.indexOf(Math.min(...costs)), 1));
    }
    return order;
  }
  // For each set of nodes that come first, the cheapest order of them: the last of them misses what is not in the set.
  const all = 2 ** nodes.length - 1;
  const place = new Map(nodes.map((node, index) => [node, index]));
  const best: { readonly cost: number; readonly order: readonly string[] }[] = [{ cost: 0, order: [] }];
  for (let set = 1; set <= all; set += 1) {
    // The last node first, so that of equal orders the given one wins.
    for (const [index, node] of [...nodes.entries()].reverse()) {
      const before = (set & (2 ** index)) === 0 ? undefined : best[set - 2 ** index];
      if (before === undefined) continue;
      const later = (name: string) => (set & (2 ** (place.get(name) ?? 0))) === 0 && place.has(name);
      const cost = before.cost + missed(node, later);
      const known = best[set];
      if (known === undefined || cost < known.cost) best[set] = { cost, order: [...before.order, node] };
    }
  }
  return [...(best[all]?.order ?? nodes)];
}
