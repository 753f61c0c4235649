import { broughtIn, overcrowded, type Required } from './counting.ts';
import type { Decide } from './decide.ts';
import type { Incompatibility, Reason, Term } from './incompatibility.ts';
import { createLearning } from './learning.ts';
import { createOrder } from './order.ts';
import type { Edge, EdgeGroup, Package } from './package.ts';
import { createPropagation } from './propagation.ts';
import { admit, createTrail, settledDomain, widen } from './trail.ts';
import {
  emptySet,
  highest,
  isDisjoint,
  isEmpty,
  positionsOf,
  setBetween,
  setOf,
  size,
  subtract,
  unite,
  type VersionSet,
} from './version-set.ts';

/** What the search knows about a package, apart from the package itself and its remaining choices. */
interface Slot {
  readonly key: string;
  pkg: Package | undefined;
  /** The set of position 0 alone: the package is not chosen. */
  nothing: VersionSet;
  /** Versions whose edges are already stated. */
  opened: VersionSet;
  /** The edges themselves: neighboring versions share them. */
  readonly stated: Set<EdgeGroup>;
  /** Edges that wait for this package to be loaded. */
  readonly waiting: (() => void)[];
  /** Its choices changed since edges were last opened. */
  touched: boolean;
  /** The version chosen last, before the search went back. */
  saved: number;
}

export interface SolverRequest {
  /** What the user asks for. */
  readonly requirements: readonly (Edge & { readonly text: string })[];
  readonly decide: Decide;
  /** Steps after which the search gives up; a step removes choices of one package, or states an edge. */
  readonly stepLimit: number;
  /** Keys of packages that are known to be in conflict: their choices are counted before the first decision. */
  readonly contested?: ReadonlySet<string>;
}

export type Outcome =
  | { readonly status: 'solved'; readonly versions: ReadonlyMap<string, string> }
  | { readonly status: 'unsolvable'; readonly proof: Incompatibility }
  | { readonly status: 'gave-up' };

/** A search that stops when it needs packages that are not loaded, and resumes where it was. */
export interface Solver {
  /** Yields keys of packages to load; they must be in `packages` before it is resumed. */
  run(): Generator<readonly string[], Outcome, void>;
  /** Whether there were so many conflicts that the search followed them instead of the preference. */
  isHard(): boolean;
  /** Steps that were taken. */
  steps(): number;
  /** The package behind an index, for reports. */
  packageAt(index: number): Package;
}

/** Loaded packages by key. */
export type Packages = Pick<ReadonlyMap<string, Package>, 'get' | 'has'>;

/** Conflicts after which a request counts as hard. */
const hardAfter = 30;
/** Conflicts after which the search counts choices for the first time; then each time there are so many times as many. */
const firstCount = 60;
const countGrowth = 4;
/** Levels that a conflict may undo at once (Nadel and Ryvchin, "Chronological Backtracking", 2018). */
const farBack = 30;
const firstRestart = 100;
/** Learned incompatibilities after which the less useful half is dropped; more are kept each time. */
const firstReduction = 500;
const moreEachTime = 50;

/**
 * PubGrub over finite sets of versions: decide, propagate, and on a conflict learn the incompatibility that explains it and go
 * back. See `docs/resolver.md`, "The search".
 * @param packages loaded packages by key; the solver only reads it.
 */
export function createSolver(request: SolverRequest, packages: Packages): Solver {
  const slots: Slot[] = [];
  const indexes = new Map<string, number>();
  const trail = createTrail();
  /** Packages whose choices changed since edges were last opened. */
  const touched: number[] = [];
  /** How many of them are done. */
  let opened = 0;
  const propagation = createPropagation(trail, touch);
  const order = createOrder();
  const learning = createLearning(trail, bump);
  const needed = new Set<string>();
  let learned: { incompatibility: Incompatibility; levels: number; born: number }[] = [];
  let reduceAt = firstReduction;
  let reductions = 0;
  let steps = 0;
  let conflicts = 0;
  let steppedBack = false;
  let restarts = 0;
  let restartAt = firstRestart;
  let hard = false;
  /** All dependencies and conflicts that were stated. */
  const statements: Incompatibility[] = [];
  const isContested = (index: number) => request.contested?.has(slotAt(index).key) === true;
  let countAt = request.contested === undefined ? firstCount : 0;

  function touch(index: number): void {
    steps += 1;
    if (slotAt(index).touched) return;
    slotAt(index).touched = true;
    touched.push(index);
  }

  const slotAt = (index: number): Slot => slots[index] as Slot;
  const domainOf = (index: number): VersionSet => trail.domain[index] as VersionSet;

  function indexOf(key: string): number {
    const known = indexes.get(key);
    if (known !== undefined) return known;
    const index = slots.length;
    indexes.set(key, index);
    slots.push({
      key,
      pkg: undefined,
      nothing: 1,
      opened: 0,
      stated: new Set(),
      waiting: [],
      touched: false,
      saved: 0,
    });
    admit(trail, index, 0);
    propagation.admit(index);
    order.admit(index, key);
    adopt(index);
    return index;
  }

  /** Admits a package if it is loaded. */
  function adopt(index: number): boolean {
    const slot = slotAt(index);
    if (slot.pkg !== undefined) return true;
    slot.pkg = packages.get(slot.key);
    if (slot.pkg === undefined) return false;
    if (slot.pkg.kind === 'plugin') order.setPlugin(index);
    const amount = slot.pkg.versions.length;
    slot.nothing = setOf([0], amount);
    slot.opened = emptySet(amount);
    admit(trail, index, amount);
    for (const state of slot.waiting.splice(0)) state();
    return true;
  }

  /**
   * States the edges of the version that would be decided next, for every required package, and asks for their targets, so
   * that packages are loaded in parallel, and only those that the request can reach. In a hard request a package that takes part
   * in conflicts states the edges of all its versions, since each of them can keep the search out of a dead end.
   */
  function open(): void {
    for (; opened < touched.length; opened += 1) {
      const index = touched[opened] as number;
      slotAt(index).touched = false;
      const { pkg, nothing } = slotAt(index);
      const domain = domainOf(index);
      if (pkg === undefined || !isDisjoint(domain, nothing)) {
        order.remove(index);
        continue;
      }
      const choices = size(domain);
      if (choices > 1) order.place(index, choices);
      else order.remove(index, choices);
      const wanted =
        (hard && order.isActive(index)) || isContested(index)
          ? domain
          : only(candidateOf(index), pkg.versions.length);
      const closed = subtract(wanted, slotAt(index).opened);
      if (isEmpty(closed)) continue;
      slotAt(index).opened = unite(slotAt(index).opened, closed);
      for (const position of positionsOf(closed)) openVersion(index, pkg, position);
      if (propagation.pending()) {
        opened += 1;
        return;
      }
    }
    touched.length = 0;
    opened = 0;
  }

  function openVersion(index: number, pkg: Package, position: number): void {
    const { stated } = slotAt(index);
    for (const group of pkg.edges(position)) {
      if (stated.has(group)) continue;
      stated.add(group);
      const on = indexOf(group.on);
      const state = () =>
        group.kind === 'dependency' ? stateDependency(index, on, group) : stateConflict(index, on, group);
      if (adopt(on)) state();
      else {
        slotAt(on).waiting.push(state);
        needed.add(group.on);
      }
    }
  }

  const candidateOf = (index: number): number => {
    const { pkg, saved } = slotAt(index);
    return request.decide.candidate(pkg as Package, domainOf(index), hard ? saved : 0);
  };

  function stateDependency(from: number, on: number, { versions, range }: EdgeGroup): void {
    steps += 1;
    const matched = slotAt(on).pkg?.matching(range);
    const reason: Reason = { kind: 'dependency', from, versions, on, range, matched };
    if (from === on) {
      // On itself: a version that its own range excludes can never be chosen.
      const bad = matched === undefined ? versions : subtract(versions, matched);
      if (!isEmpty(bad)) propagation.add({ terms: [{ pkg: from, set: bad }], reason });
      return;
    }
    const own: Term = { pkg: from, set: versions };
    // If nothing matches, the other package does not matter: these versions cannot be chosen at all.
    const terms: Term[] =
      matched === undefined || isEmpty(matched)
        ? [own]
        : [own, { pkg: on, set: subtract(trail.full[on] as VersionSet, matched) }];
    propagation.add(stated({ terms, reason }));
  }

  function stateConflict(from: number, on: number, { versions, range }: EdgeGroup): void {
    steps += 1;
    const matched = slotAt(on).pkg?.matching(range);
    if (matched === undefined || isEmpty(matched) || from === on) return;
    const terms: Term[] = [
      { pkg: from, set: versions },
      { pkg: on, set: matched },
    ];
    propagation.add(stated({ terms, reason: { kind: 'conflict', from, versions, on, range } }));
  }

  function stated(statement: Incompatibility): Incompatibility {
    statements.push(statement);
    return statement;
  }

  /**
   * Counts the choices of packages that must be chosen whatever is decided: if they have fewer than they are, going on would take
   * very long. See `docs/resolver.md`, "Counting".
   */
  function count(): void {
    countAt = Math.max(firstCount, conflicts * countGrowth);
    const required: Required[] = [];
    slots.forEach(({ pkg, nothing }, index) => {
      const set = settledDomain(trail, index);
      if (pkg === undefined || !isDisjoint(set, nothing)) return;
      if (!order.isActive(index) && !isContested(index)) return;
      const { length } = pkg.versions;
      required.push({ pkg: index, set, all: setBetween(1, length, length), versions: length });
    });
    steps += required.length;
    const isRequired = new Set(required.map(({ pkg }) => pkg));
    const found = [...broughtIn(required, statements)].flatMap(([on, by]) =>
      isRequired.has(on) || isDisjoint(settledDomain(trail, on), slotAt(on).nothing)
        ? []
        : [...by.values()].slice(0, 1),
    );
    const crowd = overcrowded(required, statements);
    if (crowd !== undefined) found.push(crowd);
    if (found.length === 0) return;
    // What is brought in may be part of a crowd, too.
    countAt = request.contested === undefined ? conflicts + 1 : conflicts;
    goBack(0);
    for (const each of found) propagation.add(each);
  }

  /** Learns from a conflict and goes back. @returns the proof if nothing is left to undo. */
  function retreat(conflict: Incompatibility): Incompatibility | undefined {
    conflicts += 1;
    order.age();
    const { learned: lesson, backTo, level, levels } = learning.learn(conflict, hard);
    if (backTo === undefined) return lesson;
    // A long jump would undo hundreds of unrelated decisions: it is enough to undo the last one, unless that has just been
    // tried.
    steppedBack = level - backTo > farBack && !steppedBack;
    goBack(steppedBack ? level - 1 : backTo);
    if (lesson === conflict) propagation.act(lesson);
    else {
      propagation.add(lesson);
      learned.push({ incompatibility: lesson, levels, born: conflicts });
    }
    return undefined;
  }

  function goBack(level: number): void {
    const length = trail.starts[level] ?? trail.pkg.length;
    while (trail.pkg.length > length) {
      const decided = trail.cause.at(-1) === undefined;
      const index = trail.pkg.at(-1) as number;
      // What was chosen last is tried first when the search comes back here: it fit the rest.
      if (decided || size(domainOf(index)) === 1) slotAt(index).saved = highest(domainOf(index));
      widen(trail);
      touch(index);
    }
    trail.starts.length = level;
    propagation.cut();
  }

  /** Drops the less useful half of what was learned, except what is the cause of a current entry of the trail. */
  function reduce(): void {
    const inUse = new Set(trail.cause);
    const sorted = learned.map((each) => ({ ...each, used: each.incompatibility.used ?? each.born }));
    // The fewer levels it touches the better, 2 being as good as 1; then the one that took part in a conflict last.
    sorted.sort((a, b) => Math.max(2, a.levels) - Math.max(2, b.levels) || b.used - a.used);
    const keep = sorted.filter(
      ({ incompatibility }, place) => place < sorted.length / 2 || inUse.has(incompatibility),
    );
    const kept = new Set(keep.map(({ incompatibility }) => incompatibility));
    for (const { incompatibility } of learned) if (!kept.has(incompatibility)) incompatibility.dropped = true;
    learned = learned.filter(({ incompatibility }) => kept.has(incompatibility));
    propagation.sweep();
    reductions += 1;
    reduceAt = learned.length + firstReduction + moreEachTime * reductions;
  }

  /** Switches to hard mode: the search follows the conflicts, with all edges stated. */
  function becomeHard(): void {
    hard = true;
    order.followConflicts();
    slots.forEach((_, index) => {
      touch(index);
    });
  }

  function bump(index: number): void {
    if (!order.isActive(index)) touch(index);
    order.bump(index);
  }

  function* run(): Generator<readonly string[], Outcome, void> {
    const root = indexOf(rootKey);
    for (const { on } of request.requirements) if (!adopt(indexOf(on))) needed.add(on);
    yield* load();
    propagation.assign(root, setOf([1], 1), undefined);
    request.requirements.forEach((requirement) => {
      require(root, requirement);
    });
    for (;;) {
      const outcome = advance();
      if (outcome !== undefined) return outcome;
      yield* load();
    }
  }

  /** Searches until the end, or until packages are needed. */
  function advance(): Outcome | undefined {
    for (;;) {
      const conflict = propagation.run();
      if (conflict !== undefined) {
        const proof = retreat(conflict);
        if (proof !== undefined) return { status: 'unsolvable', proof };
        if (!hard && conflicts >= hardAfter) becomeHard();
        if (conflicts >= restartAt) restart();
        if (hard && conflicts >= countAt) count();
        if (learned.length >= reduceAt) reduce();
        continue;
      }
      if (steps > request.stepLimit) return { status: 'gave-up' };
      open();
      if (propagation.pending()) continue;
      if (needed.size > 0) return undefined;
      if (countAt <= conflicts && request.contested !== undefined) {
        count();
        continue;
      }
      const next = order.best();
      if (next === undefined) return { status: 'solved', versions: versions() };
      decide(next);
    }
  }

  function decide(index: number): void {
    steppedBack = false;
    trail.starts.push(trail.pkg.length);
    const amount = (slotAt(index).pkg as Package).versions.length;
    const candidate = candidateOf(index);
    propagation.assign(index, only(candidate, amount), undefined);
  }

  /**
   * Restarts with everything that was learned, from the first decision that would not be repeated (van der Tak, Ramos and Heule,
   * 2011).
   */
  function restart(): void {
    const best = order.best();
    let level = 0;
    if (best !== undefined) {
      const isKept = (start: number | undefined) =>
        start !== undefined && !order.precedes(best, trail.pkg[start] as number);
      while (isKept(trail.starts[level])) level += 1;
    }
    goBack(level);
    restarts += 1;
    restartAt = conflicts + firstRestart * luby(restarts + 1);
  }

  function require(root: number, { on: key, range, text }: SolverRequest['requirements'][number]): void {
    const on = indexOf(key);
    order.setRequested(on);
    const matched = slotAt(on).pkg?.matching(range);
    const terms: Term[] = [{ pkg: root, set: setOf([1], 1) }];
    if (matched !== undefined && !isEmpty(matched))
      terms.push({ pkg: on, set: subtract(trail.full[on] as VersionSet, matched) });
    propagation.add({ terms, reason: { kind: 'required', on, range, text } });
  }

  /** Asks for all packages that are needed, at once. */
  function* load(): Generator<readonly string[], void, void> {
    const all = [...needed];
    needed.clear();
    const missing = all.filter((key) => !packages.has(key)).sort();
    if (missing.length > 0) yield missing;
    for (const key of all) adopt(indexOf(key));
  }

  function versions(): ReadonlyMap<string, string> {
    const chosen = new Map<string, string>();
    slots.forEach(({ key, pkg, nothing }, index) => {
      if (pkg === undefined || key === rootKey || !isDisjoint(domainOf(index), nothing)) return;
      chosen.set(key, pkg.versions[highest(domainOf(index)) - 1] as string);
    });
    return chosen;
  }

  return { run, isHard: () => hard, steps: () => steps, packageAt: (index) => slotAt(index).pkg as Package };
}

const only = (position: number, versions: number): VersionSet => setBetween(position, position, versions);

/** The key of the package that represents the request itself. */
export const rootKey = '\u0000you';

/** 1, 1, 2, 1, 1, 2, 4, …: restart intervals that are within a constant of the best (Luby, Sinclair and Zuckerman 1993). */
export function luby(index: number): number {
  let power = 1;
  while (2 ** power - 1 < index) power += 1;
  return 2 ** power - 1 === index ? 2 ** (power - 1) : luby(index - 2 ** (power - 1) + 1);
}
