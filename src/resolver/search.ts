import { pluginId } from '../model/plugin.ts';
import type { ResolveRequest } from '../model/resolution.ts';
import { decideBy } from './decide.ts';
import { createSolver, type Outcome, type Packages, type Solver } from './solver.ts';
import type { Universe } from './universe.ts';

/** A computation that stops to ask for packages, by key, and goes on when they are in the universe. */
export type Search<T> = Generator<readonly string[], T, void>;

/** How many steps the search may still take: advice must not take longer than the answer, and pure code has no clock. */
export interface Budget {
  steps: number;
}

/**
 * Solves a request, and starts again when a runtime gets new candidate versions on the way: what was learned without them may
 * be wrong. See `docs/resolver.md`, "The search".
 * @param budget the steps that it may take; the steps taken are subtracted.
 * @param contested keys of packages that are known to be in conflict: their choices are counted at once.
 */
export function* search(
  request: ResolveRequest,
  universe: Universe,
  budget: Budget = { steps: Number.POSITIVE_INFINITY },
  packages: Packages = universe.packages,
  contested?: ReadonlySet<string>,
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
    const solver = createSolver(
      { requirements, decide, stepLimit: budget.steps, ...(contested && { contested }) },
      packages,
    );
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
