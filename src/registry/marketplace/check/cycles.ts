import type { Fault } from '../../../model/fault.ts';
import type { Location } from '../../../model/location.ts';

/** One dependency between two plugins of a marketplace. */
export interface Edge {
  readonly to: string;
  /** Declared in the marketplace's entry: there the client refuses a ring. */
  readonly inEntry: boolean;
  readonly location: () => Location;
}

/** Rings of dependencies, each told once, from the plugin that comes first by name. A plugin on itself is told elsewhere. */
export function checkCycles(edges: ReadonlyMap<string, readonly Edge[]>): Fault[] {
  const faults: Fault[] = [];
  const done = new Set<string>();
  for (const start of [...edges.keys()].sort()) {
    const ring = ringThrough(start, edges, done);
    if (ring !== undefined) faults.push(faultOf(ring.names, ring.edges));
    done.add(start);
  }
  return faults;
}

interface Ring {
  readonly names: readonly string[];
  readonly edges: readonly Edge[];
}

/** The shortest ring through a plugin that touches none of those already looked at. */
function ringThrough(
  start: string,
  edges: ReadonlyMap<string, readonly Edge[]>,
  done: ReadonlySet<string>,
): Ring | undefined {
  const from = new Map<string, { readonly name: string; readonly edge: Edge }>();
  const queue = [start];
  for (const name of queue) {
    for (const edge of edges.get(name) ?? []) {
      if (edge.to === name || done.has(edge.to)) continue;
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

function faultOf(names: readonly string[], edges: readonly Edge[]): Fault {
  const refused = edges.every(({ inEntry }) => inEntry);
  const [first] = edges;
  return {
    rule: 'MKT106',
    severity: refused ? 'error' : 'warning',
    message: `plugins depend on each other in a ring: ${names.join(' → ')}${refused ? '; the client refuses to install any of them' : ''}`,
    location: first === undefined ? { file: '.', line: 1, column: 1 } : first.location(),
    plugins: [...new Set(names)].sort(),
    help: 'let one of them go without the other, or make them one plugin',
  };
}
