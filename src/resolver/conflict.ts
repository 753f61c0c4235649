import type { ResolveRequest, RootRequirement, Strategy } from '../model/resolution.ts';
import type { Incompatibility } from './incompatibility.ts';
import { lengthOf, supportOf } from './proof.ts';
import { type Budget, type Search, search } from './search.ts';
import type { Solver } from './solver.ts';
import type { Universe } from './universe.ts';

/** Requested plugins that are incompatible, and why. */
export interface Conflict {
  readonly requirements: readonly RootRequirement[];
  readonly proof: Incompatibility;
  readonly solver: Solver;
  /** Whether it is known that every proper subset is compatible. */
  readonly minimal: boolean;
  /** Whether it is known that no conflict among the requested plugins is smaller. */
  readonly smallest: boolean;
}

/** Steps for making one conflict minimal, and for looking for a smaller one. */
const stepsToReduce = 200_000;
const stepsToCompare = 80_000;

/**
 * Finds the smallest conflict if the budget allows, else one from which nothing can be removed.
 * See `docs/resolver.md`, "Explanation".
 */
export function* smallestConflict(
  request: ResolveRequest,
  universe: Universe,
  proof: Incompatibility,
  solver: Solver,
): Search<Conflict> {
  const reduced = yield* reduce(request, universe, { proof, solver });
  const budget = { steps: stepsToCompare };
  for (let amount = 1; amount < reduced.requirements.length; amount += 1) {
    for (const requirements of combinations(request.requirements, amount)) {
      const { outcome, solver: other } = yield* search({ ...request, requirements }, universe, budget);
      if (outcome.status === 'gave-up') return reduced;
      // Smaller ones were all tried before.
      if (outcome.status === 'unsolvable')
        return { requirements, proof: outcome.proof, solver: other, minimal: true, smallest: true };
    }
  }
  return { ...reduced, minimal: true, smallest: true };
}

/** Removes requirements as long as the rest still fails. */
function* reduce(
  request: ResolveRequest,
  universe: Universe,
  found: { proof: Incompatibility; solver: Solver },
): Search<Conflict> {
  let rest = blamedBy(found.proof, request.requirements);
  let { proof, solver } = found;
  let minimal = true;
  const budget: Budget = { steps: stepsToReduce };
  for (const candidate of rest.length > 1 ? [...rest] : []) {
    // A proof without one requirement often does without others, too.
    if (!rest.includes(candidate)) continue;
    const without = rest.filter((each) => each !== candidate);
    const { outcome, solver: other } = yield* search({ ...request, requirements: without }, universe, budget);
    if (outcome.status === 'gave-up') minimal = false;
    if (outcome.status !== 'unsolvable') continue;
    rest = blamedBy(outcome.proof, without);
    proof = outcome.proof;
    solver = other;
  }
  return { requirements: rest, proof, solver, minimal, smallest: false };
}

/** The requirements that a proof rests on. */
function blamedBy(proof: Incompatibility, requirements: readonly RootRequirement[]): RootRequirement[] {
  const blamed = new Set(
    supportOf(proof).facts.flatMap(({ reason }) => (reason.kind === 'required' ? [reason.text] : [])),
  );
  return requirements.filter(({ text }) => blamed.has(text));
}

/** A proof with more steps than this is too long to read. */
export const longestProof = 40;

/** Another order of search does not make a readable proof of one with more steps than this. */
const hopeless = 2_000;

/** Keys of the packages that a proof speaks of. */
const packagesIn = ({ proof, solver }: Pick<Conflict, 'proof' | 'solver'>): ReadonlySet<string> =>
  new Set(supportOf(proof).facts.flatMap(({ terms }) => terms.map(({ pkg }) => solver.packageAt(pkg).key)));

/** Looks for a shorter proof of a conflict: another order of search may find one. */
export function* shortestProof(
  request: ResolveRequest,
  universe: Universe,
  conflict: Conflict,
): Search<{ proof: Incompatibility; solver: Solver }> {
  let best: { proof: Incompatibility; solver: Solver } = conflict;
  const budget: Budget = { steps: stepsToCompare };
  const { requirements } = conflict;
  const attempt = function* (strategy: Strategy, contested?: ReadonlySet<string>): Search<void> {
    const asked = { ...request, requirements, strategy };
    const { outcome, solver } = yield* search(asked, universe, budget, universe.packages, contested);
    if (outcome.status === 'unsolvable' && lengthOf(outcome.proof) < lengthOf(best.proof))
      best = { proof: outcome.proof, solver };
  };
  // Only counting makes a short proof of a long one.
  if (lengthOf(best.proof) > longestProof) yield* attempt('highest', packagesIn(best));
  if (lengthOf(best.proof) > hopeless) return best;
  yield* attempt('highest');
  yield* attempt('lowest');
  return best;
}

/** Yields all combinations of some elements, in their order. */
function* combinations<T>(all: readonly T[], amount: number, from = 0): Generator<T[]> {
  if (amount === 0) yield [];
  else
    for (let index = from; index <= all.length - amount; index += 1)
      for (const rest of combinations(all, amount - 1, index + 1)) yield [all[index] as T, ...rest];
}
