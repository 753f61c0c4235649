/** Where a directed graph comes back to itself. Linear in nodes and edges, and without recursion: chains may be long. */

/**
 * Groups of nodes that reach one another, each as large as can be; a node that is on no ring is a group of one (Tarjan 1972: the
 * strongly connected components).
 * @param next where a node leads to; nodes that are only found there belong to the graph too.
 */
export function groupsOf<Node>(nodes: Iterable<Node>, next: (node: Node) => readonly Node[]): Node[][] {
  /** When a node was met. */
  const met = new Map<Node, number>();
  /** The earliest open node that is known to be reached from it. */
  const low = new Map<Node, number>();
  /** Met, and in no group so far, in that order. */
  const open: Node[] = [];
  const isOpen = new Set<Node>();
  const groups: Node[][] = [];
  const path: { readonly node: Node; readonly targets: readonly Node[]; at: number }[] = [];
  const enter = (node: Node) => {
    low.set(node, met.size);
    met.set(node, met.size);
    open.push(node);
    isOpen.add(node);
    path.push({ node, targets: next(node), at: 0 });
  };
  const reaches = (node: Node, place: number | undefined) =>
    low.set(node, Math.min(low.get(node) ?? 0, place ?? 0));
  for (const start of nodes) {
    if (met.has(start)) continue;
    enter(start);
    for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
      const { node, targets, at } = step;
      if (at < targets.length) {
        step.at += 1;
        const target = targets[at] as Node;
        if (!met.has(target)) enter(target);
        else if (isOpen.has(target)) reaches(node, met.get(target));
        continue;
      }
      path.pop();
      const above = path.at(-1);
      if (above !== undefined) reaches(above.node, low.get(node));
      if (low.get(node) !== met.get(node)) continue;
      const group = open.splice(open.lastIndexOf(node));
      for (const member of group) isOpen.delete(member);
      groups.push(group);
    }
  }
  return groups;
}

/**
 * The shortest way from a member of a group of {@link groupsOf} back to itself, without the return; of several the one that the
 * order of `next` gives. A node that leads to itself is no ring.
 */
export function ringThrough<Node>(
  start: Node,
  group: Iterable<Node>,
  next: (node: Node) => readonly Node[],
): Node[] | undefined {
  const inside = new Set(group);
  const before = new Map<Node, Node>();
  const queue = [start];
  for (const node of queue) {
    for (const target of next(node)) {
      if (target === node || !inside.has(target)) continue;
      if (target === start) return wayTo(node, before);
      if (before.has(target)) continue;
      before.set(target, node);
      queue.push(target);
    }
  }
  return undefined;
}

function wayTo<Node>(last: Node, before: ReadonlyMap<Node, Node>): Node[] {
  const way = [last];
  for (let node = before.get(last); node !== undefined; node = before.get(node)) way.push(node);
  return way.reverse();
}

/**
 * The rings of a graph: one for each group of two or more, through the first of its names, and independent of the order of input.
 * Edges to or from what is no node are left out.
 */
export function ringsOf(
  nodes: readonly string[],
  edges: readonly { readonly from: string; readonly to: string }[],
): string[][] {
  const targets = new Map<string, string[]>(nodes.map((node) => [node, []]));
  for (const { from, to } of edges) if (targets.has(to)) targets.get(from)?.push(to);
  for (const list of targets.values()) list.sort();
  const next = (node: string) => targets.get(node) ?? [];
  return groupsOf(nodes, next)
    .map((group) => group.sort())
    .sort(([a = ''], [b = '']) => (a < b ? -1 : 1))
    .flatMap((group) => {
      const ring = group.length > 1 ? ringThrough(group[0] as string, group, next) : undefined;
      return ring === undefined ? [] : [ring];
    });
}
