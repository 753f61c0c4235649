/** Cycles of a directed graph. Linear in nodes and edges, and without recursion, because chains may be long. */

/**
 * Returns the strongly connected components (Tarjan 1972): the largest groups of nodes that reach each other. A node that is on no
 * cycle is a group of one.
 * @param next the nodes that a node leads to; nodes that occur only there belong to the graph too.
 */
export function groupsOf<Node>(nodes: Iterable<Node>, next: (node: Node) => readonly Node[]): Node[][] {
  /** When a node was visited: its place in the lists below. */
  const met = new Map<Node, number>();
  /** The earliest open node that each is known to reach. */
  const low: number[] = [];
  const isOpen: boolean[] = [];
  /** Visited nodes that are not in a group yet, in that order. */
  const open: Node[] = [];
  const groups: Node[][] = [];
  const path: {
    readonly node: Node;
    readonly place: number;
    readonly targets: readonly Node[];
    at: number;
  }[] = [];
  const enter = (node: Node) => {
    const place = met.size;
    met.set(node, place);
    low.push(place);
    isOpen.push(true);
    open.push(node);
    path.push({ node, place, targets: next(node), at: 0 });
  };
  const reaches = (place: number, other: number) => {
    low[place] = Math.min(low[place] as number, other);
  };
  for (const start of nodes) {
    if (met.has(start)) continue;
    enter(start);
    for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
      const { node, place, targets, at } = step;
      if (at < targets.length) {
        step.at += 1;
        const target = targets[at] as Node;
        const other = met.get(target);
        if (other === undefined) enter(target);
        else if (isOpen[other]) reaches(place, other);
        continue;
      }
      path.pop();
      const above = path.at(-1);
      const earliest = low[place] as number;
      if (above !== undefined) reaches(above.place, earliest);
      if (earliest !== place) continue;
      const group = open.splice(open.lastIndexOf(node));
      for (const member of group) isOpen[met.get(member) as number] = false;
      groups.push(group);
    }
  }
  return groups;
}

/**
 * Returns the shortest path from a member of a group of {@link groupsOf} back to itself, without the return; of several, the first
 * by the order of `next`. A node that leads to itself is not a cycle.
 */
export function cycleThrough<Node>(
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
      if (target === start) return pathTo(node, before);
      if (before.has(target)) continue;
      before.set(target, node);
      queue.push(target);
    }
  }
  return undefined;
}

function pathTo<Node>(last: Node, before: ReadonlyMap<Node, Node>): Node[] {
  const path = [last];
  for (let node = before.get(last); node !== undefined; node = before.get(node)) path.push(node);
  return path.reverse();
}

/**
 * Returns one cycle for each group of two or more nodes, through the first of its names, independent of the order of input.
 * Edges to or from unknown nodes are ignored.
 */
export function cyclesOf(
  nodes: readonly string[],
  edges: readonly { readonly from: string; readonly to: string }[],
): string[][] {
  const targets = new Map<string, string[]>(nodes.map((node) => [node, []]));
  for (const { from, to } of edges) if (targets.has(to)) targets.get(from)?.push(to);
  for (const list of targets.values()) if (list.length > 1) list.sort();
  const next = (node: string) => targets.get(node) ?? [];
  return groupsOf(nodes, next)
    .map((group) => group.sort())
    .sort(([a = ''], [b = '']) => (a < b ? -1 : 1))
    .flatMap((group) => {
      const cycle = group.length > 1 ? cycleThrough(group[0] as string, group, next) : undefined;
      return cycle === undefined ? [] : [cycle];
    });
}

/**
 * Returns the nodes that a cycle can be reached from: those that are left when nodes that lead nowhere are taken away again and again.
 * The nodes are numbers from 0, and this takes a small part of the time of {@link groupsOf}: most large graphs have no cycle.
 * @param targets the nodes that each node leads to.
 */
export function leadingToCycles(targets: readonly (readonly number[])[]): number[] {
  const amount = targets.length;
  /** How many targets of each node are left. */
  const left = new Uint32Array(amount);
  /** The nodes that lead to each node, one after another: those of a node begin where those of the node before it end. */
  const begins = new Uint32Array(amount + 1);
  for (const [node, to] of targets.entries()) {
    left[node] = to.length;
    for (const target of to) (begins[target + 1] as number) += 1;
  }
  for (let node = 0; node < amount; node += 1) (begins[node + 1] as number) += begins[node] as number;
  const sources = new Uint32Array(begins[amount] as number);
  const free = begins.slice();
  for (const [node, to] of targets.entries())
    for (const target of to) {
      sources[free[target] as number] = node;
      (free[target] as number) += 1;
    }
  const idle: number[] = [];
  for (let node = 0; node < amount; node += 1) if (left[node] === 0) idle.push(node);
  for (let node = idle.pop(); node !== undefined; node = idle.pop())
    for (let at = begins[node] as number; at < (begins[node + 1] as number); at += 1) {
      const source = sources[at] as number;
      (left[source] as number) -= 1;
      if (left[source] === 0) idle.push(source);
    }
  return [...targets.keys()].filter((node) => left[node] !== 0);
}
