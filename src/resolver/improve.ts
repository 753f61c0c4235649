import { pluginId } from '../model/plugin.ts';
import type { ResolveRequest, RootRequirement } from '../model/resolution.ts';
import { type Budget, type Search, search } from './search.ts';
import type { Universe } from './universe.ts';

/** Steps that all attempts together may take: at least this many, or half as many as the search itself took. */
const stepsToImprove = 20_000;

/** The version that is preferred to all others of a package, if a requirement excludes none of them. */
function preferredOf({ packages }: Universe, { range }: RootRequirement, key: string): string | undefined {
  const pkg = packages.get(key);
  const allowed = pkg?.matching(range);
  const position = allowed === undefined ? 0 : (pkg?.preferred(allowed) ?? 0);
  return position === 0 ? undefined : pkg?.versions[position - 1];
}

/**
 * A hard search follows the conflicts, not the preference. So its answer is a starting point: each requested plugin in turn
 * gets the newest version that is compatible with those before it, as far as the budget allows.
 * See `docs/resolver.md`, "Preferences".
 * @param found versions by key.
 * @param taken steps that it took to find them.
 */
export function* improve(
  request: ResolveRequest,
  universe: Universe,
  found: ReadonlyMap<string, string>,
  taken: number,
): Search<ReadonlyMap<string, string>> {
  if (request.strategy === 'lowest' || request.strategy === 'lowest-direct') return found;
  const budget: Budget = { steps: Math.max(stepsToImprove, taken / 2) };
  let best = found;
  let settled: readonly RootRequirement[] = request.requirements;
  for (const requirement of request.requirements) {
    const key = pluginId(requirement.name, requirement.marketplace);
    const isLocked = () => request.strategy === 'locked' && request.locked?.get(key) === best.get(key);
    const preferred = preferredOf(universe, requirement, key);
    if (preferred !== undefined && preferred !== best.get(key) && !isLocked()) {
      const own = { ...requirement, range: preferred };
      const { outcome } = yield* search({ ...request, requirements: [...settled, own] }, universe, budget);
      if (outcome.status === 'solved') best = outcome.versions;
    }
    const isKept = () => best.get(key) === preferred || isLocked();
    while (!isKept() && budget.steps > 0) {
      const newer = { ...requirement, range: `>${best.get(key)}` };
      const { outcome } = yield* search({ ...request, requirements: [...settled, newer] }, universe, budget);
      if (outcome.status !== 'solved') break;
      best = outcome.versions;
    }
    settled = [...settled, { ...requirement, range: best.get(key) ?? requirement.range }];
  }
  return best;
}
