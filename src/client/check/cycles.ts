import { cycleThrough, groupsOf } from '../../model/cycles.ts';
import type { Location } from '../../model/location.ts';
import { type Fault, problem } from '../../model/problems.ts';

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
  const targets = new Map([...edges].map(([name, own]) => [name, own.map(({ to }) => to)]));
  const next = (name: string) => targets.get(name) ?? [];
  return groupsOf(edges.keys(), next).flatMap((group) => {
    const ring = cycleThrough([...group].sort()[0] ?? '', group, next);
    return ring === undefined ? [] : [faultOf(ring, edges)];
  });
}

function faultOf(ring: readonly string[], edges: Edges): Fault {
  const names = [...ring, ring[0] ?? ''];
  const links = ring.map((name, at) => edges.get(name)?.find(({ to }) => to === names[at + 1]));
  const isRefused = links.every((link) => link?.inEntry);
  const [first] = links;
  return problem(
    'MKT106',
    isRefused ? 'in-entries' : 'declared',
    { plugins: names },
    {
      location: first === undefined ? { file: '.', line: 1, column: 1 } : first.location(),
      plugins: [...ring].sort(),
    },
  );
}
