import type { VersionSet } from './version-set.ts';
import { setBetween } from './version-set.ts';

/** A package and a range, from a dependency or a conflict. */
export interface Edge {
  /** Key of the other package. */
  readonly on: string;
  readonly range: string;
}

/** A dependency or a declared conflict, with all the versions that share it: one incompatibility serves them all. */
export interface EdgeGroup extends Edge {
  readonly kind: 'dependency' | 'conflict';
  readonly versions: VersionSet;
}

/** What a package is: a plugin, or something the plugins run on, whose version depends on the environment. */
export type PackageKind = 'root' | 'plugin' | 'runtime' | 'library';

/** A package as the solver sees it. See `docs/resolver.md`, "Versions as numbers". */
export interface Package {
  readonly key: string;
  readonly name: string;
  readonly kind: PackageKind;
  /** Ascending; position i of a {@link VersionSet} is `versions[i - 1]`. */
  readonly versions: readonly string[];
  /** No registry has it. */
  readonly missing: boolean;
  /** Its one version is a fact of the environment. */
  readonly fixed: boolean;
  /** Its lowest version stands for a copy that states none. */
  readonly unversioned?: boolean;
  /** Why the lookup failed, if it did. */
  readonly failure?: string;
  /** The edges of one version, in the order of their targets. */
  edges(position: number): readonly EdgeGroup[];
  /** The version to try first among those that may still be chosen; 0 for the highest. */
  preferred(domain: VersionSet): number;
  /** The versions in a range, evaluated once; undefined for a range that semver cannot parse. */
  matching(range: string): VersionSet | undefined;
  /** The shortest range that occurs in a manifest or the request for exactly these versions. */
  written(versions: VersionSet): string | undefined;
  /** Prereleases that would match a range if it allowed prereleases. */
  nearRange(range: string): readonly string[];
}

/** Edges of a version before they are grouped. */
export type EdgeList = readonly (Edge & { readonly kind: EdgeGroup['kind'] })[];

/**
 * Groups the edges of versions, so that neighboring versions share equal edges. Only the versions that are asked for, and
 * their neighbors as far as they agree, are read.
 * @param edgesAt the edges of the version at a position, from 1.
 */
export function groupEdges(
  count: number,
  edgesAt: (position: number) => EdgeList,
): (position: number) => readonly EdgeGroup[] {
  const stated: (EdgeList | undefined)[] = [];
  const groups: (EdgeGroup[] | undefined)[] = [];
  const complete: boolean[] = [];
  const statedAt = (position: number): EdgeList => {
    stated[position] ??= withoutRepeats(edgesAt(position));
    return stated[position];
  };
  const says = (position: number, edge: EdgeList[number]) => holds(statedAt(position), edge);

  function addGroup(edge: EdgeList[number], position: number): void {
    let from = position;
    let to = position;
    while (from > 1 && says(from - 1, edge)) from -= 1;
    while (to < count && says(to + 1, edge)) to += 1;
    const { kind, on, range } = edge;
    const group: EdgeGroup = { kind, on, range, versions: setBetween(from, to, count) };
    for (let each = from; each <= to; each += 1) {
      groups[each] ??= [];
      groups[each]?.push(group);
    }
  }

  return (position) => {
    groups[position] ??= [];
    const own = groups[position] as EdgeGroup[];
    if (complete[position] !== true) {
      const known = own.toSorted(byTarget);
      for (const edge of statedAt(position)) if (!holds(known, edge)) addGroup(edge, position);
      own.sort(byTarget);
      complete[position] = true;
    }
    return own;
  };
}

/** Sorts edges and removes duplicates: a manifest may repeat itself, and have a hundred thousand entries. */
const withoutRepeats = (edges: EdgeList): EdgeList => {
  const sorted = edges.toSorted(byTarget);
  return sorted.filter(
    (edge, index) => index === 0 || byTarget(edge, sorted[index - 1] as EdgeList[number]) !== 0,
  );
};

/** Looks for an edge among sorted ones, by binary search. */
function holds(sorted: readonly EdgeList[number][], edge: EdgeList[number]): boolean {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    const order = byTarget(sorted[middle] as EdgeList[number], edge);
    if (order === 0) return true;
    if (order < 0) from = middle + 1;
    else to = middle;
  }
  return false;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const byTarget = (a: EdgeList[number], b: EdgeList[number]): number =>
  compare(a.on, b.on) || compare(a.range, b.range) || compare(a.kind, b.kind);
