import { groupsOf, ringThrough } from '../../../model/cycles.ts';
import type { Fault } from '../../../model/fault.ts';
import type { Location } from '../../../model/location.ts';

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
    const ring = ringThrough([...group].sort()[0] ?? '', group, next);
    return ring === undefined ? [] : [faultOf(ring, edges)];
  });
}

/** A ring of more plugins than anybody would read is told by its beginning. */
const mostShown = 12;

function faultOf(ring: readonly string[], edges: Edges): Fault {
  const names = [...ring, ring[0] ?? ''];
  const links = ring.map((name, at) => edges.get(name)?.find(({ to }) => to === names[at + 1]));
  const refused = links.every((link) => link?.inEntry);
  const [first] = links;
  const left = names.length - mostShown;
  const shown = left > 1 ? [...names.slice(0, mostShown), `${left - 1} more`, names.at(-1)] : names;
  return {
    rule: 'MKT106',
    severity: refused ? 'error' : 'warning',
    message: `plugins depend on each other in a ring: ${shown.join(' → ')}${refused ? '; the client refuses to install any of them' : ''}`,
    location: first === undefined ? { file: '.', line: 1, column: 1 } : first.location(),
    plugins: [...ring].sort(),
    help: 'let one of them go without the other, or make them one plugin',
  };
}
