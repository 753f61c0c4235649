import type { Incompatibility, Term } from './incompatibility.ts';
import { narrow, satisfier, type Trail } from './trail.ts';
import { isDisjoint, isSubset, subtract, type VersionSet } from './version-set.ts';

/**
 * Lets incompatibilities act: where all terms but one hold, the last one must not. Each incompatibility is watched at two of its
 * terms that do not hold yet, so that most of them cost nothing when a package changes (Moskewicz and others, "Chaff", 2001).
 */
export interface Propagation {
  /** Makes room for a package. */
  admit(index: number): void;
  /** Adds an incompatibility and lets it act at once. */
  add(incompatibility: Incompatibility): void;
  /** Lets one that is there already act again. */
  act(incompatibility: Incompatibility): void;
  /** Forgets those that are marked as dropped. */
  sweep(): void;
  /** Takes choices away and notes that the consequences are still to be seen. */
  assign(index: number, after: VersionSet, cause: Incompatibility | undefined): void;
  /** Works off all consequences. @returns an incompatibility all of whose terms hold, if there is one. */
  run(): Incompatibility | undefined;
  /** To be called after the trail was cut: what is not seen yet is void, and what acted late acts again. */
  cut(): void;
  /** Whether consequences are still to be seen. */
  pending(): boolean;
}

/** @param touched is told of each package that changes. */
export function createPropagation(trail: Trail, touched: (index: number) => void): Propagation {
  const { domain } = trail;
  /** By package: the incompatibilities that watch it, and the set that each watches for. */
  const watchers: Incompatibility[][] = [];
  const watched: VersionSet[][] = [];
  const queue: number[] = [];
  /** What acted later than it could have: after going back not so far it has to act again. */
  let late: { incompatibility: Incompatibility; level: number }[] = [];
  let conflict: Incompatibility | undefined;

  const holds = ({ pkg, set }: Term): boolean => isSubset(domain[pkg] as VersionSet, set);

  function assign(index: number, after: VersionSet, cause: Incompatibility | undefined): void {
    narrow(trail, index, after, cause);
    queue.push(index);
    touched(index);
  }

  /** All other terms hold. */
  function deny({ pkg, set }: Term, cause: Incompatibility): void {
    const own = domain[pkg] as VersionSet;
    if (isSubset(own, set)) conflict ??= cause;
    else if (!isDisjoint(own, set)) assign(pkg, subtract(own, set), cause);
  }

  /** Terms that do not hold come first, then what came to hold last: it is the first to be taken back. */
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
    for (const { pkg, set } of terms.slice(0, 2)) {
      (watchers[pkg] as Incompatibility[]).push(incompatibility);
      (watched[pkg] as VersionSet[]).push(set);
    }
    act(incompatibility);
  }

  /** Acts if at most one term is open, and remembers to do so again after going back. */
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
      if (level < trail.starts.length) late.push({ incompatibility, level });
      deny(open, incompatibility);
    }
  }

  /** The package changed: whatever watches it either finds another term to watch, or acts. */
  function visit(index: number): void {
    const own = watchers[index] as Incompatibility[];
    const sets = watched[index] as VersionSet[];
    let kept = 0;
    let at = 0;
    for (; at < own.length; at += 1) {
      const incompatibility = own[at] as Incompatibility;
      const set = sets[at] as VersionSet;
      own[kept] = incompatibility;
      sets[kept] = set;
      kept += 1;
      if (!isSubset(domain[index] as VersionSet, set)) continue;
      const terms = incompatibility.terms as Term[];
      const first = terms[0] as Term;
      if (terms.length > 1 && first.pkg === index) {
        terms[0] = terms[1] as Term;
        terms[1] = first;
      }
      const other = terms[0] as Term;
      const rest = domain[other.pkg] as VersionSet;
      if (isDisjoint(rest, other.set)) continue;
      let next = 2;
      while (next < terms.length && holds(terms[next] as Term)) next += 1;
      if (next < terms.length) {
        const term = terms[next] as Term;
        terms[next] = terms[1] as Term;
        terms[1] = term;
        (watchers[term.pkg] as Incompatibility[]).push(incompatibility);
        (watched[term.pkg] as VersionSet[]).push(term.set);
        kept -= 1;
        continue;
      }
      deny(other, incompatibility);
      if (conflict !== undefined) {
        at += 1;
        break;
      }
    }
    for (; at < own.length; at += 1) {
      own[kept] = own[at] as Incompatibility;
      sets[kept] = sets[at] as VersionSet;
      kept += 1;
    }
    own.length = kept;
    sets.length = kept;
  }

  return {
    add,
    act,
    assign,
    pending: () => queue.length > 0 || conflict !== undefined,
    admit(index) {
      watchers[index] = [];
      watched[index] = [];
    },
    run() {
      for (let head = 0; head < queue.length && conflict === undefined; head += 1)
        visit(queue[head] as number);
      queue.length = 0;
      return conflict;
    },
    cut() {
      queue.length = 0;
      conflict = undefined;
      if (late.length === 0) return;
      const again = late.filter(({ level }) => level <= trail.starts.length);
      late = [];
      for (const { incompatibility } of again) act(incompatibility);
    },
    sweep() {
      for (let index = 0; index < watchers.length; index += 1) {
        const own = watchers[index] as Incompatibility[];
        const sets = watched[index] as VersionSet[];
        let kept = 0;
        own.forEach((incompatibility, at) => {
          if (incompatibility.dropped === true) return;
          own[kept] = incompatibility;
          sets[kept] = sets[at] as VersionSet;
          kept += 1;
        });
        own.length = kept;
        sets.length = kept;
      }
    },
  };
}
