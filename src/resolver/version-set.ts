/**
 * Sets of a package's versions. A package with n versions has the positions 1 to n, lowest version first, and position 0,
 * which means that the package is not chosen at all: "not required" is a value like any other, so that one algebra serves
 * positive and negative statements.
 *
 * With up to 30 versions a set is a bit mask. Beyond, it is a sorted list of runs, `[from, to, from, to, …]` with `to` excluded:
 * a range over 100,000 versions is then two numbers.
 * See `docs/resolver.md`, "Versions as numbers".
 */
export type VersionSet = number | readonly number[];

/** The largest number of versions whose sets are bit masks. */
export const maskLimit = 30;

/** All positions of a package with n versions, position 0 included. */
export function fullSet(n: number): VersionSet {
  return n <= maskLimit ? -1 >>> (31 - n) : [0, n + 1];
}

export function emptySet(n: number): VersionSet {
  return n <= maskLimit ? 0 : [];
}

/** A set of ascending positions. */
export function setOf(positions: Iterable<number>, n: number): VersionSet {
  if (n <= maskLimit) {
    let mask = 0;
    for (const position of positions) mask |= 1 << position;
    return mask;
  }
  const runs: number[] = [];
  for (const position of positions) {
    if (runs.at(-1) === position) runs[runs.length - 1] = position + 1;
    else runs.push(position, position + 1);
  }
  return runs;
}

/** All positions from one to another, both included. */
export function setBetween(from: number, to: number, n: number): VersionSet {
  // All bits up to `to`, without those below `from`.
  return n <= maskLimit ? (-1 >>> (31 - to)) & (-1 << from) : [from, to + 1];
}

export function isEmpty(set: VersionSet): boolean {
  return typeof set === 'number' ? set === 0 : set.length === 0;
}

export function equals(a: VersionSet, b: VersionSet): boolean {
  if (typeof a === 'number' || typeof b === 'number') return a === b;
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

export function intersect(a: VersionSet, b: VersionSet): VersionSet {
  return typeof a === 'number'
    ? a & (b as number)
    : combine(a, b as readonly number[], (inA, inB) => inA && inB);
}

export function unite(a: VersionSet, b: VersionSet): VersionSet {
  return typeof a === 'number'
    ? a | (b as number)
    : combine(a, b as readonly number[], (inA, inB) => inA || inB);
}

/** What is in `a` and not in `b`. */
export function subtract(a: VersionSet, b: VersionSet): VersionSet {
  return typeof a === 'number'
    ? a & ~(b as number)
    : combine(a, b as readonly number[], (inA, inB) => inA && !inB);
}

export function isSubset(a: VersionSet, b: VersionSet): boolean {
  return typeof a === 'number' ? (a & ~(b as number)) === 0 : isEmpty(subtract(a, b));
}

export function isDisjoint(a: VersionSet, b: VersionSet): boolean {
  return typeof a === 'number' ? (a & (b as number)) === 0 : isEmpty(intersect(a, b));
}

export function has(set: VersionSet, position: number): boolean {
  if (typeof set === 'number') return (set & (1 << position)) !== 0;
  for (let index = 0; index < set.length; index += 2) {
    if (position < (set[index] as number)) return false;
    if (position < (set[index + 1] as number)) return true;
  }
  return false;
}

/** How many positions a set holds. */
export function size(set: VersionSet): number {
  if (typeof set !== 'number') {
    let sum = 0;
    for (let index = 0; index < set.length; index += 2)
      sum += (set[index + 1] as number) - (set[index] as number);
    return sum;
  }
  let bits = set - ((set >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** The highest version in a set; 0 if it holds none. */
export function highest(set: VersionSet): number {
  if (typeof set === 'number') return set === 0 ? 0 : 31 - Math.clz32(set);
  return set.length === 0 ? 0 : (set.at(-1) as number) - 1;
}

/** The lowest version in a set, position 0 aside; 0 if it holds none. */
export function lowest(set: VersionSet): number {
  if (typeof set === 'number') {
    const versions = set & ~1;
    return versions === 0 ? 0 : 31 - Math.clz32(versions & -versions);
  }
  for (let index = 0; index < set.length; index += 2) {
    const from = Math.max(set[index] as number, 1);
    if (from < (set[index + 1] as number)) return from;
  }
  return 0;
}

/** The positions of a set, ascending. */
export function positionsOf(set: VersionSet): number[] {
  const positions: number[] = [];
  if (typeof set === 'number') {
    for (let position = 0; position <= maskLimit; position += 1)
      if ((set & (1 << position)) !== 0) positions.push(position);
    return positions;
  }
  for (let index = 0; index < set.length; index += 2) {
    for (let position = set[index] as number; position < (set[index + 1] as number); position += 1)
      positions.push(position);
  }
  return positions;
}

/** The runs of adjacent positions in a set, both ends included. */
export function runsOf(set: VersionSet): [from: number, to: number][] {
  const runs: [number, number][] = [];
  if (typeof set !== 'number') {
    for (let index = 0; index < set.length; index += 2)
      runs.push([set[index] as number, (set[index + 1] as number) - 1]);
    return runs;
  }
  for (const position of positionsOf(set)) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === position - 1) last[1] = position;
    else runs.push([position, position]);
  }
  return runs;
}

/** Walks two run lists side by side. */
function combine(
  a: readonly number[],
  b: readonly number[],
  keep: (inA: boolean, inB: boolean) => boolean,
): readonly number[] {
  const runs: number[] = [];
  let i = 0;
  let j = 0;
  let inside = false;
  while (i < a.length || j < b.length) {
    const next = Math.min(a[i] ?? Number.POSITIVE_INFINITY, b[j] ?? Number.POSITIVE_INFINITY);
    if (a[i] === next) i += 1;
    if (b[j] === next) j += 1;
    // An odd index means that the walk is inside a run.
    if (keep(i % 2 === 1, j % 2 === 1) !== inside) {
      runs.push(next);
      inside = !inside;
    }
  }
  return runs;
}
