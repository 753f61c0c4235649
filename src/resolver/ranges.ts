import type Comparator from 'semver/classes/comparator.js';
import Range from 'semver/classes/range.js';
import SemVer from 'semver/classes/semver.js';
import satisfies from 'semver/functions/satisfies.js';
import { emptySet, equals, setBetween, setOf, unite, type VersionSet } from './version-set.ts';

/** Evaluates ranges over one package's versions, each range once. */
export interface RangeEvaluator {
  /** The versions in a range; undefined for a range that semver cannot parse. */
  matching(range: string): VersionSet | undefined;
  /** The shortest range evaluated so far that matches exactly these versions. */
  written(versions: VersionSet): string | undefined;
  /** Prereleases that would match a range if it allowed prereleases. */
  nearRange(range: string): readonly string[];
}

/** Shares parsed ranges among packages: a registry repeats the same few. */
export type RangeReader = (text: string) => ReadRange | undefined;

/** A range as semver understands it, and as intervals that hold for all versions except prereleases. */
interface ReadRange {
  readonly range: Range;
  readonly intervals: readonly Interval[];
}

/** From a release (included) to a release (excluded). */
interface Interval {
  readonly from: Release;
  readonly to: Release;
}

type Release = readonly [major: number, minor: number, patch: number];

const first: Release = [0, 0, 0];
const beyond: Release = [Number.POSITIVE_INFINITY, 0, 0];

/** Reads ranges and remembers them. */
export function createRangeReader(): RangeReader {
  const known = new Map<string, ReadRange | undefined>();
  return (text) => {
    if (!known.has(text)) known.set(text, read(text));
    return known.get(text);
  };
}

function read(text: string): ReadRange | undefined {
  let range: Range;
  try {
    range = new Range(text);
  } catch {
    return undefined;
  }
  return { range, intervals: range.set.map((comparators) => intervalOf(comparators)) };
}

/**
 * Returns what satisfies all comparators, prereleases aside: semver's rule on prereleases does not apply to other versions,
 * and for them a bound `2.0.0-0` is the same as `2.0.0`.
 */
function intervalOf(comparators: readonly Comparator[]): Interval {
  let from = first;
  let to = beyond;
  for (const { semver, operator } of comparators) {
    if (!(semver instanceof SemVer)) continue;
    const { major, minor, patch, prerelease } = semver;
    const at: Release = [major, minor, patch];
    const after: Release = [major, minor, patch + 1];
    const isRelease = prerelease.length === 0;
    if (operator === '' && !isRelease) return { from: first, to: first };
    if (operator === '>=' || operator === '') from = later(from, at);
    if (operator === '>') from = later(from, isRelease ? after : at);
    if (operator === '<') to = earlier(to, at);
    if (operator === '<=' || operator === '') to = earlier(to, isRelease ? after : at);
  }
  return { from, to };
}

function compare(a: Release, b: Release): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

const later = (a: Release, b: Release): Release => (compare(a, b) < 0 ? b : a);
const earlier = (a: Release, b: Release): Release => (compare(a, b) > 0 ? b : a);

/**
 * Evaluates ranges over ascending versions. `semver` decides what is in a range; prereleases aside, its answer is a few
 * intervals, found by binary search.
 * See `docs/resolver.md`, "Versions as numbers".
 */
export const rangeEvaluator = (versions: readonly string[], readRange: RangeReader): RangeEvaluator =>
  new Evaluator(versions, readRange);

/** A class, since there is one for each of thousands of packages: closures for each member would take more memory than the answers. */
class Evaluator implements RangeEvaluator {
  readonly #versions: readonly string[];
  readonly #readRange: RangeReader;
  readonly #known = new Map<string, VersionSet | undefined>();
  #digested: Digest | undefined;

  constructor(versions: readonly string[], readRange: RangeReader) {
    this.#versions = versions;
    this.#readRange = readRange;
  }

  matching(text: string): VersionSet | undefined {
    const known = this.#known.get(text);
    if (known !== undefined || this.#known.has(text)) return known;
    const range = this.#readRange(text);
    const set = range === undefined ? undefined : evaluate(range, this.#digest(), this.#versions.length);
    this.#known.set(text, set);
    return set;
  }

  written(set: VersionSet): string | undefined {
    const same = [...this.#known].filter(
      ([text, each]) => text !== '' && each !== undefined && equals(each, set),
    );
    return same.map(([text]) => text).sort((a, b) => a.length - b.length || (a < b ? -1 : 1))[0];
  }

  nearRange(text: string): readonly string[] {
    const near = this.#digest().prereleases.filter(({ version }) =>
      satisfies(version, text, { includePrerelease: true }),
    );
    return near.map(({ position }) => this.#versions[position - 1] as string);
  }

  #digest(): Digest {
    this.#digested ??= digest(this.#versions);
    return this.#digested;
  }
}

interface Digest {
  /** The numbers of the releases, ascending, three of each: one array, since there is one for each of thousands of packages. */
  readonly numbers: readonly number[];
  /** Their positions among all versions; undefined if all versions are releases. */
  readonly positions: readonly number[] | undefined;
  readonly prereleases: readonly { readonly position: number; readonly version: SemVer }[];
}

function digest(versions: readonly string[]): Digest {
  const numbers = new Array<number>(versions.length * 3);
  const positions: number[] = [];
  const prereleases: { position: number; version: SemVer }[] = [];
  let at = 0;
  const note = (major: number, minor: number, patch: number, position: number) => {
    numbers[at] = major;
    numbers[at + 1] = minor;
    numbers[at + 2] = patch;
    at += 3;
    positions.push(position);
  };
  versions.forEach((text, index) => {
    const plain = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})$/.exec(text);
    if (plain !== null) {
      note(Number(plain[1]), Number(plain[2]), Number(plain[3]), index + 1);
      return;
    }
    const version = new SemVer(text);
    if (version.prerelease.length > 0) prereleases.push({ position: index + 1, version });
    else note(version.major, version.minor, version.patch, index + 1);
  });
  numbers.length = at;
  return { numbers, positions: prereleases.length === 0 ? undefined : positions, prereleases };
}

function evaluate(
  { range, intervals }: ReadRange,
  { numbers, positions, prereleases }: Digest,
  count: number,
) {
  let set = emptySet(count);
  for (const { from, to } of intervals) {
    const start = firstFrom(numbers, from);
    const end = firstFrom(numbers, to);
    if (start >= end) continue;
    if (positions === undefined) {
      set = unite(set, setBetween(start + 1, end, count));
      continue;
    }
    const [low, high] = [positions[start] as number, positions[end - 1] as number];
    set = unite(
      set,
      high - low === end - 1 - start
        ? setBetween(low, high, count)
        : setOf(positions.slice(start, end), count),
    );
  }
  if (prereleases.length === 0) return set;
  const matching = prereleases.filter(({ version }) => range.test(version)).map(({ position }) => position);
  return matching.length === 0 ? set : unite(set, setOf(matching, count));
}

/** Returns the index of the first release that is not below a bound. */
function firstFrom(numbers: readonly number[], [major, minor, patch]: Release): number {
  let low = 0;
  let high = numbers.length / 3;
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = middle * 3;
    const order =
      (numbers[at] as number) - major ||
      (numbers[at + 1] as number) - minor ||
      (numbers[at + 2] as number) - patch;
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
