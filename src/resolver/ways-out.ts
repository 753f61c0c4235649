import { pluginId } from '../model/plugin.ts';
import type { ResolveRequest, RootRequirement, Suggestion } from '../model/resolution.ts';
import type { Conflict } from './conflict.ts';
import { type Package, withEdges } from './package.ts';
import { supportOf } from './proof.ts';
import { type Budget, type Search, search } from './search.ts';
import type { Packages } from './solver.ts';
import type { Universe } from './universe.ts';

/** Steps that all attempts may take together. */
const stepsForAdvice = 400_000;
/** More suggestions than this would not help. */
const mostOfAKind = 5;
const mostForAuthors = 2;
/** So many dependencies are relaxed, one at a time, in search of those: a long proof rests on hundreds, and few of them alone matter. */
const mostTried = 20;

/** Solves the request with a change to it, to the environment or to a manifest. Returns versions by key if that helps. */
type Attempt = (
  change: Partial<ResolveRequest>,
  packages?: Packages,
) => Search<ReadonlyMap<string, string> | undefined>;

/**
 * Ways out of a conflict, the least intrusive first. Each one is solved before it is offered.
 * See `docs/resolver.md`, "Explanation".
 */
export function* waysOut(
  request: ResolveRequest,
  conflict: Conflict,
  universe: Universe,
): Search<Suggestion[]> {
  const budget: Budget = { steps: stepsForAdvice };
  const attempt: Attempt = function* (change, packages = universe.packages) {
    const { outcome } = yield* search({ ...request, ...change }, universe, budget, packages);
    return outcome.status === 'solved' ? outcome.versions : undefined;
  };
  const { requirements } = conflict;
  const ways = [
    yield* relax(request, requirements, attempt),
    yield* letPrereleasesIn(request, requirements, universe, attempt),
    yield* changeEnvironment(request, conflict, universe, budget),
    yield* remove(request, requirements, attempt),
    yield* relaxDependencies(conflict, universe, attempt),
  ];
  return ways.flat();
}

const replace = (request: ResolveRequest, old: RootRequirement, range: string): RootRequirement[] =>
  request.requirements.map((each) => (each === old ? { ...each, range } : each));

function* relax(
  request: ResolveRequest,
  conflict: readonly RootRequirement[],
  attempt: Attempt,
): Search<Suggestion[]> {
  const found: Suggestion[] = [];
  for (const requirement of conflict) {
    if (found.length === mostOfAKind) break;
    if (requirement.range === '*') continue;
    const versions = yield* attempt({ requirements: replace(request, requirement, '*') });
    const version = versions?.get(pluginId(requirement.name, requirement.marketplace));
    if (version === undefined) continue;
    const spec = `${requirement.name}@${version}`;
    found.push({
      action: 'relax',
      spec,
      text: `use \`${spec}\` instead of \`${requirement.text}\``,
    });
  }
  return found;
}

function* letPrereleasesIn(
  request: ResolveRequest,
  conflict: readonly RootRequirement[],
  universe: Universe,
  attempt: Attempt,
): Search<Suggestion[]> {
  const found: Suggestion[] = [];
  for (const requirement of conflict) {
    if (found.length === mostOfAKind) break;
    const pkg = universe.packages.get(pluginId(requirement.name, requirement.marketplace));
    const newest = pkg?.versions.filter((version) => version.includes('-')).at(-1);
    if (newest === undefined) continue;
    if ((yield* attempt({ requirements: replace(request, requirement, newest) })) === undefined) continue;
    const spec = `${requirement.name}@${newest}`;
    found.push({ action: 'allow-prerelease', spec, text: `use the prerelease \`${spec}\`` });
  }
  return found;
}

/** Suggests another version of a runtime or library than the environment has. */
function* changeEnvironment(
  request: ResolveRequest,
  { proof, solver }: Conflict,
  universe: Universe,
  budget: Budget,
): Search<Suggestion[]> {
  const found: Suggestion[] = [];
  for (const pkg of new Set(surroundings(proof, solver.packageAt))) {
    if (found.length === mostOfAKind) break;
    const { [pkg.name]: present, ...environment } = request.environment ?? {};
    if (present === undefined) continue;
    const { outcome } = yield* search({ ...request, environment }, universe.elsewhere(environment), budget);
    const version = outcome.status === 'solved' ? outcome.versions.get(pkg.key) : undefined;
    if (version === undefined) continue;
    found.push({
      action: 'environment',
      spec: `${pkg.name}@${version}`,
      text: `use ${pkg.name} ${version} in the environment instead of ${present}`,
    });
  }
  return found;
}

function surroundings(proof: Conflict['proof'], packageAt: (index: number) => Package): Package[] {
  return supportOf(proof).facts.flatMap(({ reason }) => {
    const pkg = 'on' in reason ? packageAt(reason.on) : undefined;
    return pkg?.kind === 'runtime' || pkg?.kind === 'library' ? [pkg] : [];
  });
}

function* remove(
  request: ResolveRequest,
  conflict: readonly RootRequirement[],
  attempt: Attempt,
): Search<Suggestion[]> {
  const found: Suggestion[] = [];
  for (const requirement of conflict) {
    if (found.length === mostOfAKind) break;
    const requirements = request.requirements.filter((each) => each !== requirement);
    if (requirements.length === 0 || (yield* attempt({ requirements })) === undefined) continue;
    found.push({ action: 'drop', spec: requirement.text, text: `remove \`${requirement.text}\`` });
  }
  return found;
}

/** Suggests what a plugin's author could change: for those who maintain the marketplace. */
function* relaxDependencies(conflict: Conflict, universe: Universe, attempt: Attempt): Search<Suggestion[]> {
  const found: Suggestion[] = [];
  let tried = 0;
  for (const { reason } of supportOf(conflict.proof).facts) {
    if (found.length === mostForAuthors || tried === mostTried) break;
    if (reason.kind !== 'dependency' || reason.from === reason.on) continue;
    const [from, on] = [conflict.solver.packageAt(reason.from), conflict.solver.packageAt(reason.on)];
    if (from.kind !== 'plugin' || on.kind !== 'plugin' || on.versions.length === 0) continue;
    tried += 1;
    const version = (yield* attempt({}, withAnyVersion(universe.packages, from, on.key, reason.range)))?.get(
      on.key,
    );
    if (version === undefined) continue;
    const spec = `${on.name}@${version}`;
    found.push({
      action: 'relax-dependency',
      spec,
      text: `ask the maintainer of \`${from.name}\` to accept \`${spec}\` (it currently requires \`${reason.range}\`)`,
    });
  }
  return found;
}

/** Returns the packages with one dependency changed to accept any version, including prereleases. */
function withAnyVersion(packages: Packages, from: Package, on: string, range: string): Packages {
  const target = packages.get(on);
  const any = target === undefined ? '*' : target.versions.join(' || ');
  const changed = withEdges(from, (position) =>
    from
      .edges(position)
      .map((edge) => (edge.on === on && edge.range === range ? { ...edge, range: any } : edge)),
  );
  return {
    has: (key) => packages.has(key),
    get: (key) => (key === from.key ? changed : packages.get(key)),
  };
}
