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
  readonly unversioned: boolean;
  /** Why the lookup failed, if it did. */
  readonly failure: string | undefined;
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

/** Returns a package with other edges. */
export function withEdges(pkg: Package, edges: Package['edges']): Package {
  const { key, name, kind, versions, missing, fixed, unversioned, failure } = pkg;
  return {
    ...{ key, name, kind, versions, missing, fixed, unversioned, failure },
    edges,
    preferred: (domain) => pkg.preferred(domain),
    matching: (range) => pkg.matching(range),
    written: (set) => pkg.written(set),
    nearRange: (range) => pkg.nearRange(range),
  };
}

/** Edges of a version before they are grouped. */
export type EdgeList = readonly (Edge & { readonly kind: EdgeGroup['kind'] })[];

/** An edge of a version. Once its versions are known it is a group, and the same object is in the lists of all of them. */
type Stated = EdgeList[number] & { versions?: VersionSet };

/**
 * The edges of a package's versions. Neighboring versions share equal edges; only the versions that are asked for, and their neighbors
 * as far as they agree, are read. A class, since there are thousands of packages: closures would take more memory than the edges.
 */
export class EdgeGroups {
  readonly #count: number;
  readonly #edgesAt: (position: number) => EdgeList;
  #stated: (Stated[] | undefined)[] | undefined;

  /** @param edgesAt the edges of the version at a position, from 1. */
  constructor(count: number, edgesAt: (position: number) => EdgeList) {
    this.#count = count;
    this.#edgesAt = edgesAt;
  }

  /** The edges of a version, in the order of their targets. */
  at(position: number): readonly EdgeGroup[] {
    const edges = this.#read(position);
    for (const edge of edges) if (edge.versions === undefined) this.#group(edge, position);
    return edges as readonly EdgeGroup[];
  }

  #read(position: number): Stated[] {
    this.#stated ??= new Array<Stated[] | undefined>(this.#count + 1);
    this.#stated[position] ??= withoutRepeats(this.#edgesAt(position));
    return this.#stated[position];
  }

  #group(edge: Stated, position: number): void {
    let from = position;
    let to = position;
    while (from > 1 && this.#share(edge, from - 1)) from -= 1;
    while (to < this.#count && this.#share(edge, to + 1)) to += 1;
    edge.versions = setBetween(from, to, this.#count);
  }

  /** Puts an edge in the place of the equal one of a version. @returns whether there is one. */
  #share(edge: Stated, position: number): boolean {
    const edges = this.#read(position);
    const place = placeOf(edges, edge);
    if (place < 0) return false;
    edges[place] = edge;
    return true;
  }
}

/** Sorts edges and removes duplicates: a manifest may repeat itself, and have a hundred thousand entries. */
function withoutRepeats(edges: EdgeList): Stated[] {
  const sorted = edges.toSorted(byTarget);
  const repeats = (edge: Stated, index: number) =>
    index > 0 && byTarget(edge, sorted[index - 1] as Stated) === 0;
  return sorted.some(repeats) ? sorted.filter((edge, index) => !repeats(edge, index)) : sorted;
}

/** Returns the index of an equal edge among sorted ones, by binary search, or -1. */
function placeOf(sorted: readonly Stated[], edge: Stated): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    const order = byTarget(sorted[middle] as Stated, edge);
    if (order === 0) return middle;
    if (order < 0) from = middle + 1;
    else to = middle;
  }
  return -1;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const byTarget = (a: Stated, b: Stated): number =>
  compare(a.on, b.on) || compare(a.range, b.range) || compare(a.kind, b.kind);
