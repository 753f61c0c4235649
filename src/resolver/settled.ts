import type { Incompatibility, Term } from './incompatibility.ts';
import { satisfier, type Trail } from './trail.ts';
import { subtract, type VersionSet } from './version-set.ts';

/**
 * Derives what is true whatever is decided, as statements about one package each: learned incompatibilities can then omit it,
 * and their proofs refer to one statement instead of repeating its derivation.
 * See `docs/resolver.md`, "Learning".
 * @returns the statement about a position of the trail before the first decision; undefined for the request itself.
 */
export function createFacts(trail: Trail): (at: number) => Incompatibility | undefined {
  const facts: (Incompatibility | undefined)[] = [];

  function factOf(at: number): Incompatibility | undefined {
    const cause = trail.cause[at];
    if (cause === undefined) return undefined;
    const index = trail.pkg[at] as number;
    const own = cause.terms.find(({ pkg }) => pkg === index) as Term;
    const left = subtract(trail.before[at] as VersionSet, own.set);
    const positions = cause.terms.filter((term) => term !== own).map((term) => satisfier(trail, term));
    return {
      terms: [{ pkg: index, set: subtract(trail.full[index] as VersionSet, left) }],
      reason: {
        kind: 'learned',
        conflict: cause,
        steps: [],
        facts: [...positions, trail.previous[at] as number].flatMap((each) =>
          each < 0 ? [] : (facts[each] ?? []),
        ),
      },
    };
  }

  return (at) => {
    // One after the other, since each rests on those before it: there may be thousands.
    for (let next = facts.length; next <= at; next += 1) facts.push(factOf(next));
    return facts[at];
  };
}
