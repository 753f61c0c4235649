import { pluginId } from '../model/plugin.ts';
import type { ResolveRequest } from '../model/resolution.ts';
import { decideBy } from './decide.ts';
import { createSolver, type Outcome, type Packages, type Solver } from './solver.ts';
import type { Universe } from './universe.ts';

/** A computation that stops to ask for packages, by key, and goes on when they are in the universe. */
export type Search<T> = Generator<readonly string[], T, void>;

/** How much may still be done, in steps of the search: advice must not take longer than the answer. Pure code has no clock. */
export interface Budget {
  steps: number;
}

/**
 * Solves, beginning again when a runtime got new candidate versions on the way: what was learnt without them may be wrong.
 * See `docs/resolver.md`, "The search".
 * @param budget what may be spent; what was spent is taken off.
 */
export function* search(
  request: ResolveRequest,
  universe: Universe,
  budget: Budget = { steps: Number.POSITIVE_INFINITY },
  packages: Packages = universe.packages,
): Search<{ outcome: Outcome; solver: Solver }> {
  const requirements = [...request.requirements]
    .map(({ name, marketplace, range, text }) => ({ on: pluginId(name, marketplace), range, text }))
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.range < b.range ? -1 : 1));
  const decide = decideBy(
    request.strategy,
    new Set(requirements.map(({ on }) => on)),
    request.locked ?? new Map(),
  );
  for (;;) {
    const generation = universe.generation();
    const solver = createSolver({ requirements, decide, stepLimit: budget.steps }, packages);
    const run = solver.run();
    let next = run.next();
    while (next.done !== true && universe.generation() === generation) {
      yield next.value;
      if (universe.generation() === generation) next = run.next();
    }
    budget.steps = Math.max(0, budget.steps - solver.steps());
    if (next.done === true && universe.generation() === generation) return { outcome: next.value, solver };
  }
}
