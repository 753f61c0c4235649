import type { Incompatibility, Term } from './incompatibility.ts';
import { narrow, satisfier, type Trail } from './trail.ts';
import { isDisjoint, isEmpty, isSubset, maskLimit, subtract, type VersionSet } from './version-set.ts';

/**
 * Applies incompatibilities: where all terms but one hold, the last one must not. Each incompatibility watches two of its
 * terms that do not hold yet, so that most of them cost nothing when a package changes (Moskewicz and others, "Chaff", 2001).
 * See `docs/resolver.md`, "The search".
 */
export interface Propagation {
  /** Makes room for a package. */
  admit(index: number): void;
  /** Adds an incompatibility and applies it at once. */
  add(incompatibility: Incompatibility): void;
  /** Applies one that was added before again. */
  act(incompatibility: Incompatibility): void;
  /** Forgets those that are marked as dropped. */
  sweep(): void;
  /** Removes choices, and queues the consequences. */
  assign(index: number, after: VersionSet, cause: Incompatibility | undefined): void;
  /** Propagates all queued changes. @returns an incompatibility all of whose terms hold, if there is one. */
  run(): Incompatibility | undefined;
  /** Must be called after the trail is cut: clears the queue, and applies again what was applied late. */
  cut(): void;
  /** Whether changes are still queued. */
  pending(): boolean;
}

/**
 * What waits for a change of a package, one after the other: four elements for each, in one array since reading them is what the search
 * does most. The set of its term about the package; of an incompatibility of two terms the package and the set of the other one, and
 * {@link many} otherwise; and the incompatibility.
 */
type WatchList = (VersionSet | Incompatibility)[];
const perWatch = 4;
const many = -1;

/** @param touched called with each package that changes. */
export function createPropagation(trail: Trail, touched: (index: number) => void): Propagation {
  const { domain } = trail;
  /** By package, then by version: what has a term that does not hold while that version can be chosen. */
  const watchers: WatchList[][] = [];
  /** By package: the versions with a list of watchers, as far as they fit into a mask. */
  const watched: number[] = [];
  /** Packages that changed, and the choices that each lost. */
  const queue: number[] = [];
  const lost: VersionSet[] = [];
  /**
   * What was applied at a later level than that from which it follows: going back below the level at which it was applied undoes it,
   * so that it must be applied again.
   */
  let late: { incompatibility: Incompatibility; level: number; applied: number }[] = [];
  let conflict: Incompatibility | undefined;

  const holds = ({ pkg, set }: Term): boolean => isSubset(domain[pkg] as VersionSet, set);

  function assign(index: number, after: VersionSet, cause: Incompatibility | undefined): void {
    lost.push(subtract(domain[index] as VersionSet, after));
    queue.push(index);
    narrow(trail, index, after, cause);
    touched(index);
  }

  /** Excludes a term, since all other terms of the incompatibility hold. */
  function deny(pkg: number, set: VersionSet, cause: Incompatibility): void {
    const own = domain[pkg] as VersionSet;
    if (isSubset(own, set)) conflict ??= cause;
    else if (!isDisjoint(own, set)) assign(pkg, subtract(own, set), cause);
  }

  /** Puts terms that do not hold first, then those that came to hold last, which are the first to be undone. */
  function putFirst(terms: Term[]): void {
    for (let place = 0; place < 2 && place < terms.length - 1; place += 1) {
      let best = place;
      let bestRank = -1;
      for (let at = place; at < terms.length; at += 1) {
        const term = terms[at] as Term;
        const rank = holds(term) ? satisfier(trail, term) : Number.POSITIVE_INFINITY;
        if (rank <= bestRank) continue;
        best = at;
        bestRank = rank;
      }
      const moved = terms[best] as Term;
      terms[best] = terms[place] as Term;
      terms[place] = moved;
    }
  }

  function add(incompatibility: Incompatibility): void {
    const terms = incompatibility.terms as Term[];
    putFirst(terms);
    for (let place = 0; place < 2 && place < terms.length; place += 1) {
      const term = terms[place] as Term;
      watch(incompatibility, term, witness(term));
    }
    act(incompatibility);
  }

  /** Returns a choice that keeps a term from holding; if the term holds, the one that was removed last. */
  function witness(term: Term): number {
    const { pkg, set } = term;
    const open = subtract(domain[pkg] as VersionSet, set);
    if (!isEmpty(open)) return first(open);
    const at = satisfier(trail, term);
    return at < 0 ? 0 : first(subtract(trail.before[at] as VersionSet, set));
  }

  /** @param position a version that keeps the term from holding. */
  function watch(incompatibility: Incompatibility, { pkg, set }: Term, position: number): void {
    const { terms } = incompatibility;
    const other = terms.length === 2 ? (terms[terms[0]?.pkg === pkg ? 1 : 0] as Term) : undefined;
    const own = watchers[pkg] as WatchList[];
    const list = own[position];
    if (list === undefined) {
      own[position] = [set, other?.pkg ?? many, other?.set ?? 0, incompatibility];
      if (position <= maskLimit) watched[pkg] = (watched[pkg] as number) | (1 << position);
    } else list.push(set, other?.pkg ?? many, other?.set ?? 0, incompatibility);
  }

  /** Applies an incompatibility if at most one term is open, and remembers to do so again after going back. */
  function act(incompatibility: Incompatibility): void {
    let open: Term | undefined;
    let latest = -1;
    for (const term of incompatibility.terms) {
      if (holds(term)) latest = Math.max(latest, satisfier(trail, term));
      else if (open !== undefined) return;
      else open = term;
    }
    const level = latest < 0 ? 0 : (trail.level[latest] as number);
    if (open === undefined) conflict ??= incompatibility;
    else {
      const applied = trail.starts.length;
      if (level < applied) late.push({ incompatibility, level, applied });
      deny(open.pkg, open.set, incompatibility);
    }
  }

  /** Handles removed choices of a package: each watcher finds another choice or term to watch, or is applied. */
  function visit(index: number, gone: VersionSet): void {
    const own = watchers[index] as WatchList[];
    if (typeof gone === 'number') {
      let rest = gone & (watched[index] as number);
      for (; rest !== 0 && conflict === undefined; rest &= rest - 1)
        visitList(index, own[31 - Math.clz32(rest & -rest)] as WatchList);
      return;
    }
    for (let run = 0; run < gone.length; run += 2) {
      const end = gone[run + 1] as number;
      for (let at = gone[run] as number; at < end && conflict === undefined; at += 1) {
        const list = own[at];
        if (list !== undefined) visitList(index, list);
      }
    }
  }

  function visitList(index: number, list: WatchList): void {
    const left = domain[index] as VersionSet;
    let kept = 0;
    let at = 0;
    for (; at < list.length && conflict === undefined; at += perWatch) {
      // A term that can no longer hold needs no attention until this change is undone.
      if (!isDisjoint(left, list[at] as VersionSet) && moves(list, at, index, left)) continue;
      if (kept < at) list.copyWithin(kept, at, at + perWatch);
      kept += perWatch;
    }
    if (kept === at) return;
    list.copyWithin(kept, at);
    list.length -= at - kept;
  }

  /** @returns whether the incompatibility now watches something else. */
  function moves(list: WatchList, at: number, index: number, left: VersionSet): boolean {
    const set = list[at] as VersionSet;
    const other = list[at + 1] as number;
    const otherSet = list[at + 2] as VersionSet;
    const incompatibility = list[at + 3] as Incompatibility;
    if (other === many) return movesAmong(incompatibility, index, left);
    if (isDisjoint(domain[other] as VersionSet, otherSet)) return false;
    if (isSubset(left, set)) {
      putLast(incompatibility.terms as Term[], index);
      deny(other, otherSet, incompatibility);
      return false;
    }
    watch(incompatibility, { pkg: index, set }, first(subtract(left, set)));
    return true;
  }

  /** Of two terms, puts the one that holds now last. */
  function putLast(terms: Term[], index: number): void {
    const [one, two] = terms as [Term, Term];
    if (one.pkg !== index) return;
    terms[0] = two;
    terms[1] = one;
  }

  /** The same for one that has not just two terms. */
  function movesAmong(incompatibility: Incompatibility, index: number, left: VersionSet): boolean {
    const terms = incompatibility.terms as Term[];
    const foremost = terms[0] as Term;
    const second = terms[1];
    const isFirst = foremost.pkg === index;
    const own = isFirst || second === undefined ? foremost : second;
    const other = isFirst && second !== undefined ? second : foremost;
    if (other.pkg !== index && isDisjoint(domain[other.pkg] as VersionSet, other.set)) return false;
    if (!isSubset(left, own.set)) {
      watch(incompatibility, own, first(subtract(left, own.set)));
      return true;
    }
    if (isFirst && second !== undefined) {
      terms[0] = second;
      terms[1] = foremost;
    }
    let next = 2;
    while (next < terms.length && holds(terms[next] as Term)) next += 1;
    if (next < terms.length) {
      const term = terms[next] as Term;
      terms[next] = terms[1] as Term;
      terms[1] = term;
      watch(incompatibility, term, first(subtract(domain[term.pkg] as VersionSet, term.set)));
      return true;
    }
    deny(other.pkg, other.set, incompatibility);
    return false;
  }

  return {
    add,
    act,
    assign,
    pending: () => queue.length > 0 || conflict !== undefined,
    admit(index) {
      watchers[index] = [];
      watched[index] = 0;
    },
    run() {
      for (let head = 0; head < queue.length && conflict === undefined; head += 1)
        visit(queue[head] as number, lost[head] as VersionSet);
      queue.length = 0;
      lost.length = 0;
      return conflict;
    },
    cut() {
      queue.length = 0;
      lost.length = 0;
      conflict = undefined;
      if (late.length === 0) return;
      const now = trail.starts.length;
      const before = late;
      late = [];
      for (const each of before) {
        if (each.applied <= now) late.push(each);
        else if (each.level <= now) act(each.incompatibility);
      }
    },
    sweep() {
      for (const own of watchers)
        own.forEach((list, position) => {
          own[position] = list.filter((_, at) => {
            const { dropped } = list[at - (at % perWatch) + perWatch - 1] as Incompatibility;
            return dropped !== true;
          });
        });
    },
  };
}

/** The first position in a set that is not empty. */
function first(set: VersionSet): number {
  return typeof set === 'number' ? 31 - Math.clz32(set & -set) : (set[0] as number);
}
