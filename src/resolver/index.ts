import { pluginId } from '../model/plugin.ts';
import type { Chosen, Resolution, ResolveRequest } from '../model/resolution.ts';
import type { Resolver, Wanted } from '../model/resumable.ts';
import { diagnose } from './diagnose.ts';
import { improve } from './improve.ts';
import { type Search, search } from './search.ts';
import { createUniverse, type Universe } from './universe.ts';

/**
 * Creates a resolver for one request. Pure: the same request and the same answers give the same resolution.
 * See `docs/resolver.md`, "The search".
 */
export function createResolver(request: ResolveRequest): Resolver {
  const universe = createUniverse(request.environment ?? {});
  const run = resolve(request, universe);
  let done: Resolution | undefined;
  return {
    step() {
      if (done !== undefined) return { status: 'done', resolution: done };
      const next = run.next();
      if (next.done !== true) {
        return {
          status: 'need',
          plugins: next.value
            .map((key) => universe.wantedOf(key))
            .filter((wanted): wanted is Wanted => wanted !== undefined),
        };
      }
      done = next.value;
      return { status: 'done', resolution: done };
    },
    provide: (wanted, answer) => universe.provide(wanted, answer),
  };
}

function* resolve(request: ResolveRequest, universe: Universe): Search<Resolution> {
  const roots = request.requirements.map(({ name, marketplace }) => pluginId(name, marketplace));
  const unknown = [...new Set(roots)].filter((key) => !universe.packages.has(key));
  for (const { name, marketplace } of request.requirements) universe.want({ name, marketplace });
  if (unknown.length > 0) yield unknown;
  const { outcome, solver } = yield* search(request, universe);
  if (outcome.status === 'solved') {
    const { versions } = outcome;
    const best = solver.isHard() ? yield* improve(request, universe, versions, solver.steps()) : versions;
    return { ok: true, chosen: chosenOf(best, request, universe) };
  }
  if (outcome.status === 'gave-up') throw new Error('a search without a limit gave up');
  if (request.explain === false)
    return {
      ok: false,
      explanation: [],
      conflict: [],
      minimal: false,
      smallest: false,
      suggestions: [],
      causes: [],
    };
  return yield* diagnose(request, universe, outcome.proof, solver);
}

function chosenOf(
  versions: ReadonlyMap<string, string>,
  request: ResolveRequest,
  universe: Universe,
): Chosen[] {
  const requested = new Set(request.requirements.map(({ name, marketplace }) => pluginId(name, marketplace)));
  const requiredBy = new Map<string, { name: string; version: string; range: string }[]>();
  const plugins = [...versions].flatMap(([key, version]) => {
    const wanted = universe.wantedOf(key);
    const pkg = universe.packages.get(key);
    return wanted === undefined || pkg === undefined ? [] : [{ key, version, wanted, pkg }];
  });
  for (const { key, version, wanted, pkg } of plugins) {
    for (const { kind, on, range } of pkg.edges(pkg.versions.indexOf(version) + 1)) {
      if (kind !== 'dependency' || on === key) continue;
      const list = requiredBy.get(on);
      if (list === undefined) requiredBy.set(on, [{ name: wanted.name, version, range }]);
      else list.push({ name: wanted.name, version, range });
    }
  }
  return plugins
    .map(({ key, version, wanted }) => ({
      ...wanted,
      version,
      requested: requested.has(key),
      requiredBy: (requiredBy.get(key) ?? []).sort(byName),
    }))
    .sort((a, b) => byName(a, b) || (a.marketplace < b.marketplace ? -1 : 1));
}

const byName = (a: { name: string }, b: { name: string }): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
