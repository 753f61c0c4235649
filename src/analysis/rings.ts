/**
 * The rings of a directed graph: its strongly connected components of two or more nodes, each told as one walk round. Linear in
 * nodes and edges (Tarjan 1972), without recursion, and independent of the order of input.
 */
export function ringsOf(
  nodes: readonly string[],
  edges: readonly { readonly from: string; readonly to: string }[],
): string[][] {
  const next = new Map<string, string[]>(nodes.map((node) => [node, []]));
  for (const { from, to } of edges) if (from !== to && next.has(to)) next.get(from)?.push(to);
  for (const list of next.values()) list.sort();
  return components([...nodes].sort(), next)
    .filter((component) => component.length > 1)
    .map((component) => walkRound(component.sort(), next))
    .sort((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1));
}

function components(nodes: readonly string[], next: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  const found: string[][] = [];
  for (const start of nodes) {
    if (index.has(start)) continue;
    const work: { node: string; edge: number }[] = [{ node: start, edge: 0 }];
    while (work.length > 0) {
      const frame = work.at(-1) as { node: string; edge: number };
      const { node } = frame;
      if (frame.edge === 0) {
        index.set(node, index.size);
        low.set(node, index.get(node) as number);
        stack.push(node);
        onStack.add(node);
      }
      const target = next.get(node)?.[frame.edge];
      frame.edge += 1;
      if (target !== undefined) {
        if (!index.has(target)) work.push({ node: target, edge: 0 });
        else if (onStack.has(target))
          low.set(node, Math.min(low.get(node) as number, index.get(target) as number));
        continue;
      }
      work.pop();
      const parent = work.at(-1);
      if (parent !== undefined)
        low.set(parent.node, Math.min(low.get(parent.node) as number, low.get(node) as number));
      if (low.get(node) !== index.get(node)) continue;
      const component: string[] = [];
      let member: string | undefined;
      do {
        member = stack.pop() as string;
        onStack.delete(member);
        component.push(member);
      } while (member !== node);
      found.push(component);
    }
  }
  return found;
}

/** The shortest way from the first member back to itself. */
function walkRound(members: readonly string[], next: ReadonlyMap<string, readonly string[]>): string[] {
  const inside = new Set(members);
  const [start = ''] = members;
  const from = new Map<string, string>();
  const queue = [start];
  for (const node of queue) {
    for (const target of next.get(node) ?? []) {
      if (!inside.has(target)) continue;
      if (target === start) {
        const way = [node];
        while (way[0] !== start) way.unshift(from.get(way[0] as string) as string);
        return way;
      }
      if (from.has(target)) continue;
      from.set(target, node);
      queue.push(target);
    }
  }
  return [...members];
}
