import type { Fault } from '../../model/fault.ts';
import type { Location } from '../../model/location.ts';

/** One dependency between two plugins of a marketplace. */
export interface Edge {
  readonly to: string;
  /** Declared in the marketplace's entry: there the client refuses a ring. */
  readonly inEntry: boolean;
  readonly location: () => Location;
}

type Edges = ReadonlyMap<string, readonly Edge[]>;

/** Rings of dependencies, one for each group of plugins that lead to one another. A plugin on itself is told elsewhere. */
export function checkCycles(edges: Edges): Fault[] {
  return groupsOf(edges).flatMap((group) => {
    const ring = ringThrough([...group].sort()[0] ?? '', edges, group);
    return ring === undefined ? [] : [faultOf(ring)];
  });
}

interface Ring {
  readonly names: readonly string[];
  readonly edges: readonly Edge[];
}

/** Groups of plugins that lead to one another, by Tarjan's algorithm, without recursion: chains may be long. */
function groupsOf(edges: Edges): Set<string>[] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const groups: Set<string>[] = [];
  for (const start of edges.keys()) {
    if (index.has(start)) continue;
    const path: { name: string; next: number }[] = [{ name: start, next: 0 }];
    while (path.length > 0) {
      const step = path[path.length - 1] as { name: string; next: number };
      const { name } = step;
      if (step.next === 0) {
        index.set(name, index.size);
        low.set(name, index.size - 1);
        open.push(name);
        isOpen.add(name);
      }
      const edge = edges.get(name)?.[step.next];
      step.next += 1;
      if (edge !== undefined) {
        if (!index.has(edge.to)) path.push({ name: edge.to, next: 0 });
        else if (isOpen.has(edge.to)) low.set(name, Math.min(low.get(name) ?? 0, index.get(edge.to) ?? 0));
        continue;
      }
      path.pop();
      const above = path.at(-1);
      if (above !== undefined) low.set(above.name, Math.min(low.get(above.name) ?? 0, low.get(name) ?? 0));
      if (low.get(name) !== index.get(name)) continue;
      const group = new Set(open.splice(open.lastIndexOf(name)));
      for (const member of group) isOpen.delete(member);
      if (group.size > 1) groups.push(group);
    }
  }
  return groups;
}

/** The shortest ring through a plugin of a group. */
function ringThrough(start: string, edges: Edges, group: ReadonlySet<string>): Ring | undefined {
  const from = new Map<string, { readonly name: string; readonly edge: Edge }>();
  const queue = [start];
  for (const name of queue) {
    for (const edge of edges.get(name) ?? []) {
      if (edge.to === name || !group.has(edge.to)) continue;
      if (edge.to === start) return trace(start, name, edge, from);
      if (from.has(edge.to)) continue;
      from.set(edge.to, { name, edge });
      queue.push(edge.to);
    }
  }
  return undefined;
}

function trace(
  start: string,
  last: string,
  closing: Edge,
  from: ReadonlyMap<string, { readonly name: string; readonly edge: Edge }>,
): Ring {
  const names = [start];
  const path = [closing];
  for (let name = last; name !== start; ) {
    const step = from.get(name);
    if (step === undefined) break;
    names.push(name);
    path.push(step.edge);
    name = step.name;
  }
  names.push(start);
  return { names: names.reverse(), edges: path.reverse() };
}

/** A ring of more plugins than anybody would read is told by its beginning. */
const mostShown = 12;

function faultOf({ names, edges }: Ring): Fault {
  const refused = edges.every(({ inEntry }) => inEntry);
  const [first] = edges;
  const left = names.length - mostShown;
  const shown = left > 1 ? [...names.slice(0, mostShown), `${left - 1} more`, names.at(-1)] : names;
  return {
    rule: 'MKT106',
    severity: refused ? 'error' : 'warning',
    message: `plugins depend on each other in a ring: ${shown.join(' → ')}${refused ? '; the client refuses to install any of them' : ''}`,
    location: first === undefined ? { file: '.', line: 1, column: 1 } : first.location(),
    plugins: [...new Set(names)].sort(),
    help: 'let one of them go without the other, or make them one plugin',
  };
}
