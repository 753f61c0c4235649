import type { Incompatibility, Term } from './incompatibility.ts';
import { fullSet, isSubset, type VersionSet } from './version-set.ts';

/**
 * What can still be chosen for each package, and why: each time choices are removed, the trail grows by one entry, so that the
 * search can go back. Arrays instead of objects, because this is where the resolver spends its time.
 * See `docs/resolver.md`, "The search".
 */
export interface Trail {
  /** By package: what can still be chosen. */
  readonly domain: VersionSet[];
  /** By package: all its choices. */
  readonly full: VersionSet[];
  /** By package: the position of its last entry, or -1. */
  readonly last: number[];
  /** By position: the package, its choices before, and the cause of the change; a decision has no cause. */
  readonly pkg: number[];
  readonly before: VersionSet[];
  readonly cause: (Incompatibility | undefined)[];
  /** By position: the number of decisions before it. */
  readonly level: number[];
  /** By position: the position of the same package's previous entry, or -1. */
  readonly previous: number[];
  /** Trail length at which each level begins; level 0 is not in it. */
  readonly starts: number[];
}

export function createTrail(): Trail {
  return {
    domain: [],
    full: [],
    last: [],
    pkg: [],
    before: [],
    cause: [],
    level: [],
    previous: [],
    starts: [],
  };
}

/** Sets the choices of a package that is new or has just been loaded. */
export function admit({ domain, full, last }: Trail, index: number, versions: number): void {
  full[index] = fullSet(versions);
  domain[index] = full[index];
  last[index] = -1;
}

/** Removes choices. */
export function narrow(
  trail: Trail,
  index: number,
  after: VersionSet,
  cause: Incompatibility | undefined,
): void {
  trail.previous.push(trail.last[index] as number);
  trail.last[index] = trail.pkg.length;
  trail.pkg.push(index);
  trail.before.push(trail.domain[index] as VersionSet);
  trail.cause.push(cause);
  trail.level.push(trail.starts.length);
  trail.domain[index] = after;
}

/** Undoes the last entry. @returns its package. */
export function widen(trail: Trail): number {
  const index = trail.pkg.pop() as number;
  trail.domain[index] = trail.before.pop() as VersionSet;
  trail.last[index] = trail.previous.pop() as number;
  trail.cause.pop();
  trail.level.pop();
  return index;
}

/**
 * Finds the position at which a term came to hold; -1 if it always does. The term must hold now.
 * @param from a position of the term's package at which it holds already.
 */
export function satisfier(
  { last, before, previous }: Trail,
  { pkg, set }: Term,
  from = last[pkg] as number,
): number {
  let at = from;
  while (at >= 0 && isSubset(before[at] as VersionSet, set)) at = previous[at] as number;
  return at;
}

/** What can be chosen for a package whatever is decided. */
export function settledDomain({ domain, last, before, previous, level }: Trail, index: number): VersionSet {
  let set = domain[index] as VersionSet;
  for (let at = last[index] as number; at >= 0 && (level[at] as number) > 0; at = previous[at] as number)
    set = before[at] as VersionSet;
  return set;
}
