import { pluginId } from '../model/plugin.ts';
import type { ResolveRequest } from '../model/resolution.ts';
import { decideBy } from './decide.ts';
import { createSolver, type Outcome, type Solver } from './solver.ts';
import type { Universe } from './universe.ts';

/** A computation that stops to ask for packages, by key, and goes on when they are in the universe. */
export type Search<T> = Generator<readonly string[], T, void>;

/**
 * Solves, beginning again when a runtime got new candidate versions on the way: what was learnt without them may be wrong.
 * @param conflictLimit conflicts after which to give up.
 */
export function* search(
  request: ResolveRequest,
  universe: Universe,
  conflictLimit?: number,
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
      { requirements, decide, ...(conflictLimit !== undefined && { conflictLimit }) },
      universe.packages,
    );
    const run = solver.run();
    let next = run.next();
    while (next.done !== true && universe.generation() === generation) {
      yield next.value;
      if (universe.generation() === generation) next = run.next();
    }
    if (next.done === true && universe.generation() === generation) return { outcome: next.value, solver };
  }
}
