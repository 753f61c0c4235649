import type { Incompatibility, Term } from './incompatibility.ts';
import { createFacts } from './settled.ts';
import { satisfier, type Trail } from './trail.ts';
import { intersect, isSubset, unite, type VersionSet } from './version-set.ts';

/** What is learned from a conflict. */
export interface Lesson {
  /** The learned incompatibility; the conflict itself if joining adds nothing. */
  readonly learned: Incompatibility;
  /** The level to go back to; undefined if nothing can be taken back: then `learned` proves that there is no answer. */
  readonly backTo: number | undefined;
  /** The level of the conflict itself: going back below it is enough to make room. */
  readonly level: number;
  /** How many levels the lesson touches: the fewer, the more useful it is (Audemard and Simon, 2009). */
  readonly levels: number;
}

/** Learns from conflicts. */
export interface Learning {
  /** @param isShort whether to omit what is true whatever is decided: worth it when many conflicts are to come. */
  learn(conflict: Incompatibility, isShort: boolean): Lesson;
}

/**
 * Joins a conflict with the causes of what came last, until only one of its terms came to hold since the last decision that
 * matters: the first unique implication point. See `docs/resolver.md`, "Learning".
 * @param involved called with each package that takes part in a conflict.
 */
export function createLearning(trail: Trail, involved: (index: number) => void): Learning {
  /** By package: what the statement under construction says of it, and since when that holds. */
  const sets: (VersionSet | undefined)[] = [];
  const since: number[] = [];
  let members: number[] = [];
  let steps: { pivot: number; cause: Incompatibility }[] = [];
  /** By package: since when facts that hold whatever is decided make a term of it hold. */
  const settled = new Map<number, number>();
  const factAt = createFacts(trail);
  let short = false;
  /** Conflicts so far. */
  let now = 0;

  function say({ pkg, set }: Term): void {
    const at = satisfier(trail, { pkg, set });
    if (at < 0) return;
    if (short && trail.level[at] === 0) {
      settled.set(pkg, Math.max(at, settled.get(pkg) ?? 0));
      return;
    }
    if (sets[pkg] === undefined) {
      members.push(pkg);
      involved(pkg);
    }
    sets[pkg] = set;
    since[pkg] = at;
  }

  /** Joins with the cause of a package's last change: the statement then says less about that package and more about the others. */
  function join(pivot: number): void {
    const own = sets[pivot] as VersionSet;
    const cause = trail.cause[since[pivot] as number] as Incompatibility;
    steps.push({ pivot, cause });
    cause.used = now;
    for (const { pkg, set } of cause.terms) {
      if (pkg !== pivot) {
        const known = sets[pkg];
        say(known === undefined ? { pkg, set } : { pkg, set: intersect(known, set) });
        continue;
      }
      const set2 = unite(own, set);
      const at = satisfier(trail, { pkg, set: set2 }, since[pkg]);
      if (at < 0) forget(pkg);
      else if (short && trail.level[at] === 0) {
        settled.set(pkg, Math.max(at, settled.get(pkg) ?? 0));
        forget(pkg);
      } else {
        sets[pkg] = set2;
        since[pkg] = at;
      }
    }
  }

  function forget(pkg: number): void {
    sets[pkg] = undefined;
    members.splice(members.indexOf(pkg), 1);
  }

  const levelOf = (pkg: number): number => trail.level[since[pkg] as number] as number;

  /** Returns the member that came to hold last, and the level of the one before it. */
  function latest(): { pkg: number; level: number; before: number } | undefined {
    let found: number | undefined;
    for (const pkg of members)
      if (found === undefined || (since[pkg] as number) > (since[found] as number)) found = pkg;
    if (found === undefined) return undefined;
    let before = 0;
    for (const pkg of members) if (pkg !== found) before = Math.max(before, levelOf(pkg));
    return { pkg: found, level: levelOf(found), before };
  }

  /** Joins with causes that add no terms, so that the statement only gets stronger (Sörensson and Biere, 2009). */
  function strengthen(keep: number): void {
    for (const pkg of [...members]) {
      while (pkg !== keep && sets[pkg] !== undefined) {
        const cause = trail.cause[since[pkg] as number];
        if (cause === undefined || !cause.terms.every((term) => term.pkg === pkg || isSaid(term))) break;
        join(pkg);
      }
    }
  }

  /** Whether a term follows from what is said already, or holds whatever is decided. */
  function isSaid(term: Term): boolean {
    const known = sets[term.pkg];
    if (known !== undefined && isSubset(known, term.set)) return true;
    if (!short) return false;
    const at = satisfier(trail, term);
    return at < 0 || trail.level[at] === 0;
  }

  return {
    learn(conflict, isShort) {
      for (const pkg of members) sets[pkg] = undefined;
      members = [];
      steps = [];
      settled.clear();
      short = isShort;
      now += 1;
      conflict.used = now;
      for (const term of conflict.terms) say(term);
      for (;;) {
        const last = latest();
        if (last === undefined)
          return { learned: statement(conflict), backTo: undefined, level: 0, levels: 0 };
        const cause = trail.cause[since[last.pkg] as number];
        if (last.level === 0 && cause === undefined)
          return { learned: statement(conflict), backTo: undefined, level: 0, levels: 0 };
        if (last.level > 0 && (cause === undefined || last.before < last.level)) {
          strengthen(last.pkg);
          const backTo = Math.max(0, ...members.filter((pkg) => pkg !== last.pkg).map(levelOf));
          const levels = new Set(members.map(levelOf)).size;
          return { learned: statement(conflict), backTo, level: last.level, levels };
        }
        join(last.pkg);
      }
    },
  };

  function statement(conflict: Incompatibility): Incompatibility {
    if (steps.length === 0 && settled.size === 0) return conflict;
    const terms = members.map((pkg) => ({ pkg, set: sets[pkg] as VersionSet }));
    return { terms, reason: { kind: 'learned', conflict, steps, facts: factsOf(settled) } };
  }

  function factsOf(positions: ReadonlyMap<number, number>): Incompatibility[] {
    return [...positions.values()].flatMap((at) => factAt(at) ?? []);
  }
}
