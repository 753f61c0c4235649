import type { Decide } from './decide.ts';
import type { Incompatibility, Reason, Term } from './incompatibility.ts';
import type { Edge, EdgeGroup, Package } from './package.ts';
import {
  fullSet,
  highest,
  intersect,
  isDisjoint,
  isEmpty,
  isSubset,
  setOf,
  size,
  subtract,
  unite,
  type VersionSet,
} from './version-set.ts';

/** One entry of the trail: the choices left for a package became fewer. */
interface Assignment {
  readonly pkg: number;
  readonly before: VersionSet;
  readonly after: VersionSet;
  /** Undefined for a decision. */
  readonly cause: Incompatibility | undefined;
  readonly level: number;
}

/** What the solver knows of a package beside the package itself. */
interface Slot {
  readonly key: string;
  pkg: Package | undefined;
  /** What may still be chosen; undefined until the package is loaded. */
  domain: VersionSet;
  full: VersionSet;
  /** Trail positions at which the domain shrank. */
  readonly history: number[];
  readonly incompatibilities: Incompatibility[];
  /** Edges that are already stated. */
  readonly stated: Set<EdgeGroup>;
  /** Edges that wait for this package to be loaded. */
  readonly waiting: (() => void)[];
  activity: number;
  requested: boolean;
  /** The version chosen last, before a jump back. */
  saved: number;
}

export interface SolverRequest {
  /** What the user asks for. */
  readonly requirements: readonly (Edge & { readonly text: string })[];
  readonly decide: Decide;
  /** Conflicts after which the search gives up; for advice, which must not take long. */
  readonly conflictLimit?: number;
}

export type Outcome =
  | { readonly status: 'solved'; readonly versions: ReadonlyMap<string, string> }
  | { readonly status: 'unsolvable'; readonly proof: Incompatibility }
  | { readonly status: 'gave-up' };

/** A search that stops where it needs packages that nobody has loaded, and goes on where it was. */
export interface Solver {
  /** Yields keys of packages to load; they must be in `packages` before it is resumed. */
  run(): Generator<readonly string[], Outcome, void>;
  /** The package behind an index, for reports. */
  packageAt(index: number): Package;
}

const bumpDecay = 1.05;
const firstRestart = 100;
/** Conflicts after which a request counts as hard. */
const hardAfter = 30;

/**
 * PubGrub over finite sets of versions: decide, propagate, and on a conflict learn the incompatibility that explains it, up
 * to the first unique implication point, and jump back. See `docs/resolver.md`, "The search".
 * @param packages loaded packages by key; the solver only reads it.
 */
export function createSolver(request: SolverRequest, packages: ReadonlyMap<string, Package>): Solver {
  const slots: Slot[] = [];
  const indexes = new Map<string, number>();
  const trail: Assignment[] = [];
  /** Trail length at which each level begins. */
  const levels: number[] = [];
  const queue: number[] = [];
  /** Packages whose domain changed since edges were last opened. */
  const touched = new Set<number>();
  /** Required packages with more than one candidate. */
  const frontier = new Set<number>();
  const needed = new Set<string>();
  let conflict: Incompatibility | undefined;
  let bump = 1;
  let conflicts = 0;
  let restarts = 0;

  function slotOf(key: string): number {
    let index = indexes.get(key);
    if (index === undefined) {
      index = slots.length;
      indexes.set(key, index);
      slots.push({
        key,
        pkg: undefined,
        domain: 0,
        full: 0,
        history: [],
        incompatibilities: [],
        stated: new Set(),
        waiting: [],
        activity: 0,
        requested: false,
        saved: 0,
      });
      adopt(index);
    }
    return index;
  }

  /** Takes a package in if it is loaded by now. */
  function adopt(index: number): boolean {
    const slot = slots[index] as Slot;
    if (slot.pkg !== undefined) return true;
    const pkg = packages.get(slot.key);
    if (pkg === undefined) return false;
    slot.pkg = pkg;
    slot.full = fullSet(pkg.versions.length);
    slot.domain = slot.full;
    for (const state of slot.waiting.splice(0)) state();
    return true;
  }

  /** States an incompatibility and lets it act. */
  function add(incompatibility: Incompatibility): void {
    for (const { pkg } of incompatibility.terms) (slots[pkg] as Slot).incompatibilities.push(incompatibility);
    examine(incompatibility);
  }

  /** If all terms but one hold, the last one must not. */
  function examine(incompatibility: Incompatibility): void {
    let open: Term | undefined;
    for (const term of incompatibility.terms) {
      const { domain } = slots[term.pkg] as Slot;
      if (isSubset(domain, term.set)) continue;
      if (open !== undefined || isDisjoint(domain, term.set)) return;
      open = term;
    }
    if (open === undefined) conflict ??= incompatibility;
    else assign(open.pkg, subtract((slots[open.pkg] as Slot).domain, open.set), incompatibility);
  }

  function assign(pkg: number, after: VersionSet, cause: Incompatibility | undefined): void {
    const slot = slots[pkg] as Slot;
    slot.history.push(trail.length);
    trail.push({ pkg, before: slot.domain, after, cause, level: levels.length });
    slot.domain = after;
    queue.push(pkg);
    touched.add(pkg);
  }

  function propagate(): void {
    for (let head = 0; head < queue.length && conflict === undefined; head += 1) {
      const { incompatibilities } = slots[queue[head] as number] as Slot;
      for (let index = 0; index < incompatibilities.length && conflict === undefined; index += 1) {
        examine(incompatibilities[index] as Incompatibility);
      }
    }
    queue.length = 0;
  }

  const isRequired = ({ domain, pkg }: Slot): boolean =>
    pkg !== undefined && isDisjoint(domain, nothing(pkg));

  /**
   * States the edges of the version that would be decided next, for every required package, and asks for what they lead to:
   * so that packages are loaded side by side, and only those that the request can reach.
   */
  function open(): void {
    for (const index of touched) {
      touched.delete(index);
      const slot = slots[index] as Slot;
      if (slot.pkg === undefined || !isRequired(slot)) {
        frontier.delete(index);
        continue;
      }
      if (size(slot.domain) > 1) frontier.add(index);
      else frontier.delete(index);
      for (const group of slot.pkg.edges(
        request.decide.candidate(slot.pkg, slot.domain, conflicts >= hardAfter ? slot.saved : 0),
      )) {
        if (slot.stated.has(group)) continue;
        slot.stated.add(group);
        openEdge(index, group);
      }
      if (conflict !== undefined) return;
    }
  }

  function openEdge(from: number, group: EdgeGroup): void {
    const on = slotOf(group.on);
    const state = () =>
      group.kind === 'dependency' ? addDependency(from, on, group) : addConflict(from, on, group);
    if (adopt(on)) state();
    else {
      (slots[on] as Slot).waiting.push(state);
      needed.add(group.on);
    }
  }

  function addDependency(from: number, on: number, { versions, range }: EdgeGroup): void {
    const { pkg, full } = slots[on] as Slot;
    const matched = pkg?.matching(range);
    const reason: Reason = { kind: 'dependency', from, versions, on, range, matched };
    if (from === on) {
      // On itself: a version that its own range leaves out can never be chosen.
      const bad = matched === undefined ? versions : subtract(versions, matched);
      if (!isEmpty(bad)) add({ terms: [{ pkg: from, set: bad }], reason });
      return;
    }
    const others = matched === undefined ? full : subtract(full, matched);
    const terms = [{ pkg: from, set: versions }];
    // Where nothing matches, the other package does not matter: these versions cannot be chosen at all.
    if (matched !== undefined && !isEmpty(matched)) terms.push({ pkg: on, set: others });
    add({ terms, reason });
  }

  function addConflict(from: number, on: number, { versions, range }: EdgeGroup): void {
    const matched = (slots[on] as Slot).pkg?.matching(range);
    if (matched === undefined || isEmpty(matched) || from === on) return;
    add({
      terms: [
        { pkg: from, set: versions },
        { pkg: on, set: matched },
      ],
      reason: { kind: 'conflict', from, versions, on, range },
    });
  }

  /** Learns from a conflict. @returns the proof if nothing is left to take back. */
  function learn(found: Incompatibility): Incompatibility | undefined {
    let learnt = found;
    for (;;) {
      let last = -1;
      let lastTerm: Term | undefined;
      let previousLevel = 0;
      for (const term of learnt.terms) {
        const at = satisfier(term);
        if (at > last) {
          if (lastTerm !== undefined)
            previousLevel = Math.max(previousLevel, (trail[last] as Assignment).level);
          last = at;
          lastTerm = term;
        } else if (at >= 0) previousLevel = Math.max(previousLevel, (trail[at] as Assignment).level);
        (slots[term.pkg] as Slot).activity += bump;
      }
      if (lastTerm === undefined) return learnt;
      const { cause, level } = trail[last] as Assignment;
      if (level === 0 && cause === undefined) return learnt;
      if (level > 0 && (cause === undefined || previousLevel < level)) {
        backjump(previousLevel);
        if (learnt !== found)
          for (const { pkg } of learnt.terms) (slots[pkg] as Slot).incompatibilities.push(learnt);
        examine(learnt);
        return undefined;
      }
      learnt = resolve(learnt, cause as Incompatibility, lastTerm.pkg);
    }
  }

  /** The trail position at which a term came to hold; -1 if it holds of itself. */
  function satisfier({ pkg, set }: Term): number {
    const { history, full } = slots[pkg] as Slot;
    if (isSubset(full, set)) return -1;
    let low = 0;
    let high = history.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isSubset((trail[history[middle] as number] as Assignment).after, set)) high = middle;
      else low = middle + 1;
    }
    return history[low] as number;
  }

  /** Both hold; so what they say of all packages but the pivot cannot be either, for the pivot's choices that they cover together. */
  function resolve(first: Incompatibility, second: Incompatibility, pivot: number): Incompatibility {
    const sets = new Map<number, VersionSet>();
    for (const { pkg, set } of first.terms) sets.set(pkg, set);
    for (const { pkg, set } of second.terms) {
      const known = sets.get(pkg);
      if (known === undefined) sets.set(pkg, set);
      else sets.set(pkg, pkg === pivot ? unite(known, set) : intersect(known, set));
    }
    const terms: Term[] = [];
    for (const [pkg, set] of sets) if (!isSubset((slots[pkg] as Slot).full, set)) terms.push({ pkg, set });
    return { terms, reason: { kind: 'derived', first, second } };
  }

  function backjump(level: number): void {
    const length = levels[level] ?? trail.length;
    while (trail.length > length) {
      const { pkg, before } = trail.pop() as Assignment;
      const slot = slots[pkg] as Slot;
      // What was chosen last is tried first when the search comes back here: it fitted its surroundings.
      if (size(slot.domain) === 1) slot.saved = highest(slot.domain);
      slot.domain = before;
      slot.history.pop();
      touched.add(pkg);
    }
    levels.length = level;
    queue.length = 0;
    conflict = undefined;
  }

  /** The package to decide next, or undefined if every required one is decided. */
  function undecided(): Slot | undefined {
    let best: Slot | undefined;
    for (const index of frontier) {
      const slot = slots[index] as Slot;
      if (best === undefined || before(slot, best)) best = slot;
    }
    return best;
  }

  /**
   * While there were few conflicts, what the user named comes first, and of the rest what has the fewest candidates. A hard
   * request is searched where the conflicts are. Ties go by name, so that the answer does not depend on the order of input.
   */
  function before(a: Slot, b: Slot): boolean {
    if (conflicts >= hardAfter && a.activity !== b.activity) return a.activity > b.activity;
    if (a.requested !== b.requested) return a.requested;
    const order = size(a.domain) - size(b.domain) || b.activity - a.activity;
    return order === 0 ? a.key < b.key : order < 0;
  }

  function* run(): Generator<readonly string[], Outcome, void> {
    const root = slotOf(rootKey);
    const wanted = request.requirements.map((requirement) => ({
      ...requirement,
      index: slotOf(requirement.on),
    }));
    yield* load();
    const rootSlot = slots[root] as Slot;
    assign(root, setOf([1], rootSlot.pkg?.versions.length ?? 1), undefined);
    for (const { index, on, range, text } of wanted) {
      const slot = slots[index] as Slot;
      slot.requested = true;
      const matched = slot.pkg?.matching(range);
      const chosen = setOf([1], 1);
      const terms: Term[] = [{ pkg: root, set: chosen }];
      if (matched !== undefined && !isEmpty(matched))
        terms.push({ pkg: index, set: subtract(slot.full, matched) });
      add({ terms, reason: { kind: 'required', on: indexes.get(on) as number, range, text } });
    }
    let untilRestart = firstRestart;
    for (;;) {
      propagate();
      if (conflict !== undefined) {
        conflicts += 1;
        bump *= bumpDecay;
        if (bump > 1e100) rescale();
        const proof = learn(conflict);
        if (proof !== undefined) return { status: 'unsolvable', proof };
        if (conflicts === request.conflictLimit) return { status: 'gave-up' };
        untilRestart -= 1;
        if (untilRestart === 0 && conflict === undefined) {
          backjump(0);
          restarts += 1;
          untilRestart = firstRestart * luby(restarts + 1);
        }
        continue;
      }
      open();
      if (conflict !== undefined || queue.length > 0) continue;
      if (needed.size > 0) {
        yield* load();
        continue;
      }
      const next = undecided();
      if (next === undefined) return { status: 'solved', versions: versions() };
      levels.push(trail.length);
      const pkg = next.pkg as Package;
      assign(
        indexes.get(next.key) as number,
        setOf(
          [request.decide.candidate(pkg, next.domain, conflicts >= hardAfter ? next.saved : 0)],
          pkg.versions.length,
        ),
        undefined,
      );
    }
  }

  function* load(): Generator<readonly string[], void, void> {
    for (const [key, index] of indexes)
      if (!adopt(index) && (needed.has(key) || trail.length === 0)) needed.add(key);
    const missing = [...needed].filter((key) => !packages.has(key)).sort();
    needed.clear();
    if (missing.length > 0) yield missing;
    for (const index of indexes.values()) adopt(index);
  }

  function rescale(): void {
    for (const slot of slots) slot.activity /= 1e100;
    bump /= 1e100;
  }

  function versions(): ReadonlyMap<string, string> {
    const chosen = new Map<string, string>();
    for (const slot of slots) {
      if (!isRequired(slot) || slot.pkg === undefined || slot.key === rootKey) continue;
      chosen.set(slot.key, slot.pkg.versions[highest(slot.domain) - 1] as string);
    }
    return chosen;
  }

  return { run, packageAt: (index) => (slots[index] as Slot).pkg as Package };
}

/** The key of the package that stands for the request itself. */
export const rootKey = '\u0000you';

const nothing = ({ versions }: Package): VersionSet => setOf([0], versions.length);

/** 1, 1, 2, 1, 1, 2, 4, …: restart intervals that are within a constant of the best (Luby, Sinclair and Zuckerman 1993). */
export function luby(index: number): number {
  let power = 1;
  while (2 ** power - 1 < index) power += 1;
  return 2 ** power - 1 === index ? 2 ** (power - 1) : luby(index - 2 ** (power - 1) + 1);
}
