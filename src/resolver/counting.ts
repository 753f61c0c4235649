import type { Incompatibility, Reason, Term } from './incompatibility.ts';
import {
  equals,
  intersect,
  isDisjoint,
  isEmpty,
  isSubset,
  positionsOf,
  setOf,
  subtract,
  unite,
  type VersionSet,
} from './version-set.ts';

/** A package that must be chosen, and the versions that it may have. */
export interface Required extends Term {
  /** All its versions. */
  readonly all: VersionSet;
  readonly versions: number;
}

/** Versions of which only one can be chosen. */
type Group = Extract<Reason, { kind: 'counting' }>['groups'][number];

/** Versions of all packages together, pairs of them that exclude each other, and comparisons, beyond which counting is given up. */
const mostValues = 2_000;
const mostPairs = 100_000;
const mostComparisons = 2_000_000;

/**
 * Looks for packages that have fewer choices than they are: their versions fall into groups of which only one can be chosen, and
 * there are fewer groups than packages. Joining incompatibilities proves this too, but in a number of steps that doubles with
 * each package (Haken, "The Intractability of Resolution", 1985), where a person counts. Groups are found greedily, and the packages
 * by Hall's theorem: a largest matching of packages and groups leaves one without a group.
 * See `docs/resolver.md`, "Counting".
 * @param statements dependencies and conflicts of the packages.
 * @returns that these packages are incompatible.
 */
export function overcrowded(
  required: readonly Required[],
  statements: readonly Incompatibility[],
): Incompatibility | undefined {
  const values = valuesOf(required);
  const exclusions = values && exclusionsOf(values, statements);
  if (values === undefined || exclusions === undefined) return undefined;
  const groups = groupsOf(values, exclusions);
  const crowd = unmatched(required.length, groups, values);
  return crowd && statementOf(crowd, required, { values, groups, exclusions, statements });
}

/**
 * Finds what required packages bring in whatever is decided: all possible versions of one depend on it, if with different ranges.
 * @returns the statement of this, by the package that is brought in and the one that brings it.
 */
export function broughtIn(
  required: readonly Required[],
  statements: readonly Incompatibility[],
): Map<number, Map<number, Incompatibility>> {
  const sets = new Map(required.map(({ pkg, set }) => [pkg, set]));
  const byPair = new Map<number, Map<number, Incompatibility[]>>();
  for (const statement of statements) {
    const { reason } = statement;
    if (reason.kind !== 'dependency' || reason.from === reason.on || statement.terms.length < 2) continue;
    const own = sets.get(reason.from);
    if (own === undefined || isDisjoint(own, reason.versions)) continue;
    const from = byPair.get(reason.on) ?? new Map<number, Incompatibility[]>();
    byPair.set(reason.on, from.set(reason.from, [...(from.get(reason.from) ?? []), statement]));
  }
  const found = new Map<number, Map<number, Incompatibility>>();
  for (const [on, all] of byPair)
    for (const [from, facts] of all) {
      const versions = sets.get(from) as VersionSet;
      const covered = facts.map(({ reason }) => (reason as Dependency).versions).reduce(unite);
      if (!isSubset(versions, covered)) continue;
      const other = facts[0]?.terms.find(({ pkg }) => pkg === on) as Term;
      const nothing = onlyNothing(other.set);
      const statement: Incompatibility = {
        terms: [
          { pkg: from, set: versions },
          { pkg: on, set: nothing },
        ],
        reason: { kind: 'brings', from, versions, on, facts },
      };
      found.set(on, (found.get(on) ?? new Map()).set(from, statement));
    }
  return found;
}

type Dependency = Extract<Reason, { kind: 'dependency' }>;

/** Position 0 alone, in the representation of another set. */
const onlyNothing = (like: VersionSet): VersionSet => (typeof like === 'number' ? 1 : [0, 1]);

/** One version of a required package. */
interface Value {
  /** Place of the package among the required ones. */
  readonly owner: number;
  readonly pkg: number;
  readonly position: number;
}

interface Values {
  readonly list: readonly Value[];
  /** The numbers of the values of a package that are in a set. */
  in(term: Term): number[];
}

function valuesOf(required: readonly Required[]): Values | undefined {
  const list: Value[] = [];
  const firsts = new Map<number, { set: VersionSet; numbers: Map<number, number> }>();
  for (const [owner, { pkg, set }] of required.entries()) {
    const numbers = new Map<number, number>();
    for (const position of positionsOf(set)) {
      numbers.set(position, list.length);
      list.push({ owner, pkg, position });
    }
    firsts.set(pkg, { set, numbers });
    if (list.length > mostValues) return undefined;
  }
  return {
    list,
    in({ pkg, set }) {
      const own = firsts.get(pkg);
      return own === undefined
        ? []
        : positionsOf(intersect(own.set, set)).map((position) => own.numbers.get(position) as number);
    },
  };
}

/** By value: those that cannot be chosen with it, and why. */
type Exclusions = readonly Map<number, readonly Incompatibility[]>[];

function exclusionsOf(values: Values, statements: readonly Incompatibility[]): Exclusions | undefined {
  const found = values.list.map(() => new Map<number, readonly Incompatibility[]>());
  let pairs = 0;
  let comparisons = 0;
  const exclude = (some: readonly number[], others: readonly number[], facts: readonly Incompatibility[]) => {
    for (const one of some)
      for (const other of others) {
        comparisons += 1;
        if (pairs > mostPairs || comparisons > mostComparisons) return;
        if (values.list[one]?.owner === values.list[other]?.owner || found[one]?.has(other)) continue;
        pairs += 1;
        found[one]?.set(other, facts);
        found[other]?.set(one, facts);
      }
  };
  const through = new Map<number, { who: number[]; rest: VersionSet; statement: Incompatibility }[]>();
  for (const statement of statements) {
    const { terms, reason } = statement;
    if (terms.length !== 2 || reason.kind === 'required' || !('from' in reason)) continue;
    const [own, other] = (terms[0]?.pkg === reason.from ? terms : [terms[1], terms[0]]) as [Term, Term];
    const who = values.in(own);
    if (who.length === 0) continue;
    exclude(who, values.in(other), [statement]);
    if (reason.kind !== 'dependency') continue;
    const list = through.get(other.pkg) ?? [];
    through.set(other.pkg, list);
    // Two versions that accept no version in common of the same package exclude each other.
    const matched = reason.matched as VersionSet;
    for (const each of list) {
      comparisons += 1;
      if (isDisjoint(each.rest, matched)) exclude(who, each.who, [each.statement, statement]);
      if (pairs > mostPairs || comparisons > mostComparisons) return undefined;
    }
    list.push({ who, rest: matched, statement });
  }
  return pairs > mostPairs ? undefined : found;
}

/** Divides the values into groups of which only one can be chosen: each value joins the first group that it fits. */
function groupsOf({ list }: Values, exclusions: Exclusions): number[][] {
  const groups: number[][] = [];
  const isTaken = list.map(() => false);
  list.forEach((_, seed) => {
    if (isTaken[seed]) return;
    const group = [seed];
    for (const candidate of [...(exclusions[seed]?.keys() ?? [])].sort((a, b) => a - b)) {
      const fits = (member: number) =>
        list[member]?.owner === list[candidate]?.owner || exclusions[candidate]?.has(member);
      if (!isTaken[candidate] && group.every(fits)) group.push(candidate);
    }
    for (const member of group) isTaken[member] = true;
    groups.push(group);
  });
  return groups;
}

/** Matches packages with groups. @returns the packages that together have one group less than they are, and these groups. */
function unmatched(
  packages: number,
  groups: readonly number[][],
  { list }: Values,
): { owners: Set<number>; groups: Set<number> } | undefined {
  const groupsBy: Set<number>[] = Array.from({ length: packages }, () => new Set());
  groups.forEach((group, at) => {
    for (const value of group) groupsBy[(list[value] as Value).owner]?.add(at);
  });
  const ownerOf = new Map<number, number>();
  for (let start = 0; start < packages; start += 1) {
    const seen = new Set<number>();
    const owners = new Set([start]);
    // Breadth first, with the way back: an alternating path to a free group frees one for the start.
    const cameFrom = new Map<number, number>();
    let free: number | undefined;
    for (const owner of owners) {
      for (const group of groupsBy[owner] as Set<number>) {
        if (seen.has(group)) continue;
        seen.add(group);
        cameFrom.set(group, owner);
        const next = ownerOf.get(group);
        if (next === undefined) free = group;
        else owners.add(next);
        if (free !== undefined) break;
      }
      if (free !== undefined) break;
    }
    if (free === undefined) return { owners, groups: seen };
    for (let group: number | undefined = free; group !== undefined; ) {
      const owner = cameFrom.get(group) as number;
      const left = [...ownerOf].find(([, each]) => each === owner)?.[0];
      if (left !== undefined) ownerOf.delete(left);
      ownerOf.set(group, owner);
      group = left;
    }
  }
  return undefined;
}

/** Says that the packages are incompatible, and on what it rests. */
function statementOf(
  crowd: { readonly owners: ReadonlySet<number>; readonly groups: ReadonlySet<number> },
  required: readonly Required[],
  known: {
    readonly values: Values;
    readonly groups: readonly number[][];
    readonly exclusions: Exclusions;
    readonly statements: readonly Incompatibility[];
  },
): Incompatibility {
  const packages = [...crowd.owners].map((owner) => required[owner] as Required);
  const { list } = known.values;
  const facts = new Set<Incompatibility>();
  const groups = [...crowd.groups].map((at): Group => {
    const members = (known.groups[at] as number[]).filter((value) =>
      crowd.owners.has((list[value] as Value).owner),
    );
    for (const [index, one] of members.entries())
      for (const other of members.slice(index + 1))
        for (const fact of known.exclusions[one]?.get(other) ?? []) facts.add(fact);
    return {
      members: setsOf(
        members.map((value) => list[value] as Value),
        packages,
      ),
    };
  });
  const { kept, brought } = bringing(packages, known.statements, facts);
  const sharing = shared(groups, packages, known.statements);
  return {
    terms: kept.map(({ pkg, set }) => ({ pkg, set })),
    reason: {
      kind: 'counting',
      packages: packages.map(({ pkg }) => pkg),
      groups,
      brought,
      facts: [...facts],
      ...(sharing && { sharing }),
    },
  };
}

function setsOf(values: readonly Value[], packages: readonly Required[]): Term[] {
  const sets = new Map<number, VersionSet>();
  for (const { pkg, position } of values) {
    const amount = packages.find((each) => each.pkg === pkg)?.versions as number;
    const own = setOf([position], amount);
    const known = sets.get(pkg);
    sets.set(pkg, known === undefined ? own : unite(known, own));
  }
  return [...sets].map(([pkg, set]) => ({ pkg, set }));
}

/** Leaves out packages that another of them brings in anyway: the statement is then about fewer. */
function bringing(
  packages: readonly Required[],
  statements: readonly Incompatibility[],
  facts: Set<Incompatibility>,
): { kept: Required[]; brought: Term[] } {
  const left = new Map(packages.map((each) => [each.pkg, each]));
  const brought: Term[] = [];
  const brings = broughtIn(packages, statements);
  for (const each of packages) {
    const by = [...(brings.get(each.pkg) ?? [])].find(([from]) => left.has(from));
    if (by === undefined || !equals(each.set, each.all)) continue;
    left.delete(each.pkg);
    brought.push({ pkg: each.pkg, set: each.set });
    facts.add(by[1]);
  }
  return { kept: [...left.values()], brought };
}

/** The packages of which each group shares one, if that is all there is to it: none of their versions serves two of the packages. */
function shared(
  groups: readonly Group[],
  packages: readonly Required[],
  statements: readonly Incompatibility[],
): number[] | undefined {
  const sets = new Map(packages.map(({ pkg, set }) => [pkg, set]));
  const targets = new Map<number, { from: number; versions: VersionSet; matched: VersionSet }[]>();
  for (const { reason } of statements) {
    if (reason.kind !== 'dependency' || reason.matched === undefined || sets.has(reason.on)) continue;
    const own = sets.get(reason.from);
    if (own === undefined || isDisjoint(own, reason.versions)) continue;
    const list = targets.get(reason.on) ?? [];
    targets.set(reason.on, list);
    list.push({ from: reason.from, versions: reason.versions, matched: reason.matched });
  }
  const serves = [...targets].filter(([, list]) =>
    list.every((one, at) =>
      list.slice(at + 1).every((other) => other.from === one.from || isDisjoint(one.matched, other.matched)),
    ),
  );
  const found = groups.map(
    ({ members }) =>
      serves.find(([, list]) =>
        members.every(({ pkg, set }) =>
          isEmpty(
            list
              .filter(({ from }) => from === pkg)
              .reduce<VersionSet>((rest, { versions }) => subtract(rest, versions), set),
          ),
        ),
      )?.[0],
  );
  const distinct = new Set(found);
  return distinct.size === groups.length && !distinct.has(undefined)
    ? ([...distinct] as number[])
    : undefined;
}
