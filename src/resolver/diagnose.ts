import { pluginId } from '../model/plugin.ts';
import type { Cause, Resolution, ResolveRequest, RootRequirement, Suggestion } from '../model/resolution.ts';
import { explain } from './explanation.ts';
import type { Incompatibility } from './incompatibility.ts';
import type { Package } from './package.ts';
import { supportOf, unfold } from './proof.ts';
import { type Search, search } from './search.ts';
import type { Solver } from './solver.ts';
import type { Universe } from './universe.ts';
import { highest, size } from './version-set.ts';

/** Conflicts that one attempt at advice may cost, and attempts in all: advice must not take longer than the answer. */
const conflictsPerAttempt = 2000;
const attempts = 60;

/** Says why a request has no answer, which of its plugins cannot go together, and what would help. */
export function* diagnose(
  request: ResolveRequest,
  universe: Universe,
  proof: Incompatibility,
  solver: Solver,
): Search<Resolution> {
  const budget = { left: attempts };
  const { requirements, minimal, core } = yield* minimalConflict(request, universe, proof, budget);
  // The proof of the core alone leaves out what has nothing to do with it.
  const shown = core ?? { proof, solver };
  return {
    ok: false,
    explanation: explain(unfold(shown.proof, shown.solver.packageAt), shown.solver.packageAt),
    conflict: requirements.map(({ text }) => text),
    minimal,
    suggestions: yield* waysOut(request, requirements, universe, budget),
    causes: supportOf(shown.proof).facts.flatMap((leaf) => causesOf(leaf, shown.solver.packageAt)),
  };
}

interface Budget {
  left: number;
}

/** Takes requirements away as long as the rest still fails. */
function* minimalConflict(
  request: ResolveRequest,
  universe: Universe,
  proof: Incompatibility,
  budget: Budget,
) {
  const inProof = new Set(
    supportOf(proof).facts.flatMap(({ reason }) => (reason.kind === 'required' ? [reason.text] : [])),
  );
  let rest: readonly RootRequirement[] = request.requirements.filter(({ text }) => inProof.has(text));
  let minimal = true;
  let core: { proof: Incompatibility; solver: Solver } | undefined;
  for (const candidate of [...rest]) {
    if (rest.length === 1) break;
    if (budget.left <= 0) {
      minimal = false;
      break;
    }
    budget.left -= 1;
    const without = rest.filter((each) => each !== candidate);
    const { outcome, solver } = yield* search(
      { ...request, requirements: without },
      universe,
      conflictsPerAttempt,
    );
    if (outcome.status === 'gave-up') minimal = false;
    if (outcome.status === 'unsolvable') {
      rest = without;
      core = { proof: outcome.proof, solver };
    }
  }
  return { requirements: rest, minimal, core };
}

/** Ways out, the least intrusive first, each one solved before it is offered. */
function* waysOut(
  request: ResolveRequest,
  core: readonly RootRequirement[],
  universe: Universe,
  budget: Budget,
): Search<Suggestion[]> {
  const suggestions: Suggestion[] = [];
  const tryOut = function* (
    requirements: readonly RootRequirement[],
    environment = request.environment,
  ): Search<ReadonlyMap<string, string> | undefined> {
    if (budget.left <= 0) return undefined;
    budget.left -= 1;
    const changed = { ...request, requirements, ...(environment !== undefined && { environment }) };
    const { outcome } = yield* search(changed, universe, conflictsPerAttempt);
    return outcome.status === 'solved' ? outcome.versions : undefined;
  };
  const replace = (old: RootRequirement, range: string) =>
    request.requirements.map((each) => (each === old ? { ...each, range } : each));

  for (const requirement of core) {
    const key = pluginId(requirement.name, requirement.marketplace);
    if (requirement.range === '*') continue;
    const version = (yield* tryOut(replace(requirement, '*')))?.get(key);
    if (version === undefined) continue;
    const spec = `${requirement.name}@${version}`;
    suggestions.push({
      action: 'relax',
      spec,
      text: `ask for \`${spec}\` instead of \`${requirement.text}\``,
    });
  }
  for (const requirement of core) {
    const pkg = universe.packages.get(pluginId(requirement.name, requirement.marketplace));
    const newest = pkg?.versions.filter((version) => version.includes('-')).at(-1);
    if (newest === undefined) continue;
    if ((yield* tryOut(replace(requirement, newest))) === undefined) continue;
    const spec = `${requirement.name}@${newest}`;
    suggestions.push({ action: 'allow-prerelease', spec, text: `take the prerelease \`${spec}\`` });
  }
  for (const requirement of core) {
    const without = request.requirements.filter((each) => each !== requirement);
    if (without.length === 0 || (yield* tryOut(without)) === undefined) continue;
    suggestions.push({ action: 'drop', spec: requirement.text, text: `leave out \`${requirement.text}\`` });
  }
  return suggestions;
}

function causesOf({ reason }: Incompatibility, packageAt: (index: number) => Package): Cause[] {
  if (reason.kind === 'learnt') return [];
  const target = packageAt(reason.on);
  const { range } = reason;
  if (reason.kind === 'required') return target.missing ? [{ kind: 'missing', on: target.key }] : [];
  const from = packageAt(reason.from);
  const version = from.versions[highest(reason.versions) - 1] ?? '';
  if (reason.kind === 'conflict')
    return [{ kind: 'conflict', plugin: from.key, version, on: target.key, range }];
  if (target.kind === 'runtime' || target.kind === 'library')
    return [{ kind: target.kind, plugin: from.key, version, on: target.name, range }];
  if (target.missing) return [{ kind: 'missing', on: target.key }];
  const none = reason.matched === undefined || size(reason.matched) === 0;
  const extra: Cause[] = none ? [{ kind: 'no-version', on: target.key, range }] : [];
  return [{ kind: 'dependency', plugin: from.key, version, on: target.key, range }, ...extra];
}
