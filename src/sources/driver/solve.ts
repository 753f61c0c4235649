import satisfies from 'semver/functions/satisfies.js';
import { nearest } from '../../model/nearest.ts';
import { type Plugin, type PluginId, pluginId } from '../../model/plugin.ts';
import type { Lookup, Registry } from '../../model/registry.ts';
import type { RequestProblem, Resolution, RootRequirement, Spec, Strategy } from '../../model/resolution.ts';
import type { Answer, CreateResolver, Wanted } from '../../model/resumable.ts';
import { allowedFrom, type Blocked } from './allowed.ts';

export interface SolveOptions {
  readonly strategy: Strategy;
  readonly locked?: ReadonlyMap<PluginId, string>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly explain?: boolean;
  /** Runtimes and libraries do not count: every plugin gets its own environment. */
  readonly withoutNeeds?: boolean;
}

/** The result of resolving specs: problems with the request itself, or a resolution. */
export interface Solved {
  readonly problems: readonly RequestProblem[];
  readonly resolution?: Resolution;
  /** If there are problems: the resolution of the requests without one, so that its problems are reported too. */
  readonly rest?: Resolution;
  /** Every plugin that was looked up. */
  readonly plugins: ReadonlyMap<PluginId, Plugin>;
  /** Specs that use a former name of a plugin, and its present name. */
  readonly renamed: readonly { readonly spec: Spec; readonly name: string }[];
  /** Dependencies on other marketplaces that those of the request do not allow. */
  readonly blocked: readonly Blocked[];
  /** Dependencies on plugins of marketplaces that no registry contains. */
  readonly outside: readonly Wanted[];
}

/**
 * Resolves specs to plugins and drives the resolver: what it asks for is loaded in parallel. All problems with the request are
 * reported at once; only a request without problems has a resolution.
 */
export async function solve(
  registries: readonly Registry[],
  specs: readonly Spec[],
  options: SolveOptions,
  createResolver: CreateResolver,
): Promise<Solved> {
  const plugins = new Map<PluginId, Plugin>();
  const answers = specs.map((spec) => askAll(registries, spec.name));
  const lookups = answers.some((answer) => answer instanceof Promise)
    ? await Promise.all(answers)
    : (answers as Asked[]);
  const problems: RequestProblem[] = [];
  const requirements: RootRequirement[] = [];
  const renamed: { spec: Spec; name: string }[] = [];
  const blocked: Blocked[] = [];
  const outside: Wanted[] = [];
  const held = new Set(registries.flatMap(({ marketplaces }) => marketplaces));
  specs.forEach((spec, index) => {
    const settled = settle(spec, lookups[index] as Asked, registries);
    if ('kind' in settled) problems.push(settled);
    else {
      plugins.set(pluginId(settled.name, settled.marketplace), settled);
      if (settled.name !== spec.name) renamed.push({ spec, name: settled.name });
      requirements.push({
        name: settled.name,
        range: spec.range,
        marketplace: settled.marketplace,
        text: spec.text,
      });
    }
  });
  if (requirements.length === 0 && problems.length > 0)
    return { problems, plugins, renamed, blocked, outside };

  const outOfReach = allowedFrom(registries, new Set(requirements.map(({ marketplace }) => marketplace)));

  const resolver = createResolver({ requirements, ...options });
  for (let step = resolver.step(); ; step = resolver.step()) {
    if (step.status === 'done') {
      const end = problems.length === 0 ? { resolution: step.resolution } : { rest: step.resolution };
      return { problems, ...end, plugins, renamed, blocked, outside };
    }
    const found = step.plugins.map(
      (wanted) => plugins.get(pluginId(wanted.name, wanted.marketplace)) ?? askAll(registries, wanted.name),
    );
    const loaded = found.some((each) => each instanceof Promise) ? await Promise.all(found) : found;
    step.plugins.forEach((wanted, index) => {
      const barred = outOfReach(wanted);
      if (barred !== undefined) blocked.push(barred);
      const said =
        barred === undefined ? answerOf(wanted, loaded[index] as Plugin | Asked) : refusalOf(barred);
      const isOutside = said.status === 'missing' && !held.has(wanted.marketplace);
      if (isOutside) outside.push(wanted);
      const answer = isOutside ? outsideOf(wanted) : said;
      if (answer.status === 'found') plugins.set(pluginId(wanted.name, wanted.marketplace), answer.plugin);
      resolver.provide(
        wanted,
        answer.status === 'found' && options.withoutNeeds === true
          ? { ...answer, plugin: withoutNeeds(answer.plugin) }
          : answer,
      );
    });
  }
}

function withoutNeeds(plugin: Plugin): Plugin {
  // Not a copy: some properties of a plugin are computed on demand.
  return Object.assign(Object.create(plugin) as Plugin, {
    requirements: (version: string) => ({ ...plugin.requirements(version), runtimes: {}, libraries: {} }),
  });
}

/** What each registry answered for a name, in order. */
type Asked = readonly { readonly registry: Registry; readonly lookup: Lookup }[];

/** What the registries say about one plugin of one marketplace. */
export async function lookUp(registries: readonly Registry[], wanted: Wanted): Promise<Answer> {
  return answerOf(wanted, await askAll(registries, wanted.name));
}

function askAll(registries: readonly Registry[], name: string): Asked | Promise<Asked> {
  const lookups = registries.map((registry) => registry.lookup(name));
  const pair = (all: readonly Lookup[]): Asked =>
    all.map((lookup, index) => ({ registry: registries[index] as Registry, lookup }));
  return lookups.some((lookup) => lookup instanceof Promise)
    ? Promise.all(lookups).then(pair)
    : pair(lookups as Lookup[]);
}

/** All plugins with a name; if two registries contain the same marketplace, the first registry counts. */
function pluginsOf(asked: Asked): Plugin[] {
  const byMarketplace = new Map<string, Plugin>();
  for (const { lookup } of asked) {
    if (lookup.status !== 'found') continue;
    for (const plugin of lookup.plugins)
      if (!byMarketplace.has(plugin.marketplace)) byMarketplace.set(plugin.marketplace, plugin);
  }
  return [...byMarketplace.values()];
}

function failureOf(asked: Asked): { registry: string; reason: string; isBroken?: boolean } | undefined {
  for (const { registry, lookup } of asked) {
    if (lookup.status !== 'failed') continue;
    const { status, ...failure } = lookup;
    return { registry: registry.source, ...failure };
  }
  return undefined;
}

function refusalOf({ marketplace, roots }: Blocked): Answer {
  const lists =
    roots.length === 1 ? `the marketplace ${roots[0]}` : `none of the marketplaces ${roots.join(', ')}`;
  const verb = roots.length === 1 ? 'does not allow' : 'allows';
  return { status: 'failed', reason: `${lists} ${verb} dependencies on plugins of ${marketplace}` };
}

const outsideOf = ({ marketplace }: Wanted): Answer => ({
  status: 'failed',
  reason: `no registry in use contains the marketplace ${marketplace}`,
});

function answerOf({ marketplace }: Wanted, found: Plugin | Asked): Answer {
  if (!Array.isArray(found)) return { status: 'found', plugin: found as Plugin };
  const plugin = pluginsOf(found as Asked).find((each) => each.marketplace === marketplace);
  if (plugin !== undefined) return { status: 'found', plugin };
  const failure = failureOf(
    (found as Asked).filter(
      ({ registry }) => registry.isUnreachable !== true || mayHold(registry, marketplace),
    ),
  );
  return failure === undefined
    ? { status: 'missing' }
    : { status: 'failed', reason: `registry ${failure.registry}: ${failure.reason}` };
}

/** The successive names of a plugin, until one is not renamed or a name repeats; undefined if the plugin was removed in the end. */
function laterNames(
  name: string,
  renames: ReadonlyMap<string, string | null>,
): readonly string[] | undefined {
  const names = new Set<string>();
  let current = renames.get(name);
  while (typeof current === 'string' && !names.has(current)) {
    names.add(current);
    current = renames.get(current);
  }
  return current === null ? undefined : [...names];
}

/** Whether a registry has the marketplace of a spec; any registry may if the spec names none. */
const mayHold = ({ marketplaces }: Registry, marketplace: string | undefined): boolean =>
  marketplace === undefined || marketplaces.includes(marketplace);

/** The plugin that a spec means, or what is wrong with the spec. */
function settle(spec: Spec, asked: Asked, registries: readonly Registry[]): Plugin | RequestProblem {
  const known = [...new Set(registries.flatMap(({ marketplaces }) => marketplaces))];
  const failure = failureOf(
    asked.filter(({ registry }) => registry.isUnreachable !== true || mayHold(registry, spec.marketplace)),
  );
  if (spec.marketplace !== undefined && !known.includes(spec.marketplace) && failure === undefined) {
    return {
      kind: 'unknown-marketplace',
      spec,
      nearest: nearest(spec.marketplace, known),
      known,
      elsewhere: pluginsOf(asked).map(({ marketplace }) => marketplace),
    };
  }
  const candidates = pluginsOf(asked).filter(
    ({ marketplace }) => marketplace === (spec.marketplace ?? marketplace),
  );
  const [plugin] = candidates;
  if (plugin === undefined) {
    if (failure !== undefined) return { kind: 'registry-failed', spec, ...failure };
    for (const { marketplaces, policy, source } of registries)
      for (const marketplace of marketplaces) {
        const renames = policy?.(marketplace)?.renames;
        if ((spec.marketplace ?? marketplace) !== marketplace || !renames?.has(spec.name)) continue;
        const names = laterNames(spec.name, renames);
        return { kind: 'removed', spec, registry: source, ...(names && { names }) };
      }
    const names = registries.flatMap((registry) => registry.names() ?? []);
    return {
      kind: 'not-found',
      spec,
      nearest: nearest(spec.name, names),
      asked: registries.map(({ source }) => source),
    };
  }
  if (candidates.length > 1)
    return { kind: 'ambiguous', spec, marketplaces: candidates.map(({ marketplace }) => marketplace).sort() };
  if (!plugin.versions.some((version) => satisfies(version, spec.range))) {
    const prereleases = plugin.versions.filter((version) =>
      satisfies(version, spec.range, { includePrerelease: true }),
    );
    const misnamedTags = plugin.misnamedTags?.filter(({ version }) => satisfies(version, spec.range)) ?? [];
    return {
      kind: 'no-matching-version',
      spec,
      marketplace: plugin.marketplace,
      versions: plugin.versions,
      prereleases,
      ...(misnamedTags.length > 0 && { misnamedTags }),
    };
  }
  return plugin;
}
