import { type Plugin, type PluginId, pluginId } from '../../model/plugin.ts';
import type { Registry } from '../../model/registry.ts';
import type {
  Chosen,
  FailedResolution,
  LeftOutDependency,
  RequestProblem,
  Resolution,
  RootRequirement,
  Spec,
  Strategy,
} from '../../model/resolution.ts';
import type { Answer, CreateResolver, Wanted } from '../../model/resumable.ts';
import { allowedFrom, type Blocked } from './allowed.ts';
import { type Asked, answerOf, askAll, failureOf, lookUp } from './asked.ts';
import { settle } from './settle.ts';
import type { OptionalWorld } from './with-optional.ts';

export interface SolveOptions {
  readonly strategy: Strategy;
  readonly locked?: ReadonlyMap<PluginId, string>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly explain?: boolean;
  /** Runtimes and libraries do not count: every plugin gets its own environment. */
  readonly withoutNeeds?: boolean;
  /** Whether settings switch a plugin off: as an optional dependency, the client leaves it out. */
  readonly isOff?: (id: PluginId) => boolean;
  /** If there is no combination, also find one of the plugins that are not part of a conflict. */
  readonly partly?: boolean;
}

/** The result of resolving specs: problems with the request itself, or a resolution. */
export interface Solved {
  /** What is wrong with requested plugins, and dependencies that could not be looked up. */
  readonly problems: readonly RequestProblem[];
  /** The resolution of the whole request; undefined if there are problems. */
  readonly resolution?: Resolution;
  /** If there are problems: the resolution of the others, so that what is wrong there is reported too. */
  readonly rest?: Resolution;
  /** If the resolution failed and {@link SolveOptions.partly} is set: what comes of the plugins outside of the conflicts. */
  readonly part?: Part;
  /** Every plugin that was looked at. */
  readonly plugins: ReadonlyMap<PluginId, Plugin>;
  /** Specs that use a former name of a plugin, and its present name. */
  readonly renamed: readonly { readonly spec: Spec; readonly name: string }[];
  /** Dependencies on other marketplaces that those of the request do not allow. */
  readonly blocked: readonly Blocked[];
  /** Dependencies on plugins of marketplaces that no registry contains. */
  readonly outside: readonly Wanted[];
  /** Optional dependencies of chosen plugins that are not part of the combination. */
  readonly leftOut: readonly LeftOutDependency[];
}

/** What comes of a request of which some plugins are incompatible. */
interface Part {
  /** Further conflicts, which have no plugin in common with those before. */
  readonly failed: readonly FailedResolution[];
  /** A combination of the others; undefined if there are none, or too many conflicts. */
  readonly chosen?: readonly Chosen[];
}

/** So many conflicts of one request are explained. */
const mostConflicts = 25;

/**
 * Settles specs to plugins and drives the resolver: what it asks for is loaded side by side. All problems with the request are
 * reported at once; only a request without any has a resolution. A dependency that cannot be looked up is a problem, too: the others
 * are resolved as if it fitted.
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
    return { problems, plugins, renamed, blocked: [], outside: [], leftOut: [] };
  const roots = new Set(requirements.map(({ marketplace }) => marketplace));
  const drive = driverOf(registries, plugins, roots, options, createResolver);
  const driven = await drive(requirements);
  const partly =
    options.partly === true && !driven.resolution.ok
      ? await partOf(driven.resolution, requirements, drive)
      : undefined;
  const leftOut: LeftOutDependency[] = [];
  const complete = async (chosen: readonly Chosen[]): Promise<readonly Chosen[]> => {
    if (!hasOptional(chosen, plugins)) return chosen;
    const { withOptional } = await import('./with-optional.ts');
    const world = optionalWorld({ registries, requirements, plugins, roots, options, createResolver });
    const end = await withOptional(chosen, world);
    leftOut.push(...end.leftOut);
    return end.chosen;
  };
  const resolution: Resolution = driven.resolution.ok
    ? { ok: true, chosen: await complete(driven.resolution.chosen) }
    : driven.resolution;
  const part = partly?.chosen === undefined ? partly : { ...partly, chosen: await complete(partly.chosen) };
  const ends = [
    resolution,
    ...(part?.chosen === undefined ? [] : [{ ok: true, chosen: part.chosen } as const]),
  ];
  const all = [...problems, ...ends.flatMap((end) => unknownIn(end, driven.unknown(), plugins))];
  return {
    problems: all,
    ...(all.length === 0 ? { resolution } : { rest: resolution }),
    ...(part && { part }),
    plugins,
    renamed,
    blocked: driven.blocked,
    outside: driven.outside,
    leftOut,
  };
}

/** Whether any chosen plugin has optional dependencies. */
const hasOptional = (chosen: readonly Chosen[], plugins: ReadonlyMap<PluginId, Plugin>): boolean =>
  chosen.some(
    ({ name, marketplace, version }) =>
      plugins.get(pluginId(name, marketplace))?.requirements(version).optionalDependencies !== undefined,
  );

/** Answers about optional dependencies. What they bring is resolved again, with everything that is chosen kept. */
function optionalWorld({
  registries,
  requirements,
  plugins,
  roots,
  options,
  createResolver,
}: {
  readonly registries: readonly Registry[];
  readonly requirements: readonly RootRequirement[];
  readonly plugins: Map<PluginId, Plugin>;
  readonly roots: ReadonlySet<string>;
  readonly options: SolveOptions;
  readonly createResolver: CreateResolver;
}): OptionalWorld {
  const outOfReach = allowedFrom(registries, roots);
  return {
    requirements,
    plugins,
    isOff: options.isOff ?? (() => false),
    isAllowed: (wanted) => outOfReach(wanted) === undefined,
    lookUp: (wanted) => lookUp(registries, wanted),
    async resolveAgain(asked, keep) {
      const locked = new Map(
        keep.map(({ name, marketplace, version }) => [pluginId(name, marketplace), version]),
      );
      const again = { ...options, strategy: 'locked', locked, explain: false } as const;
      const { resolution, unknown } = await driverOf(
        registries,
        plugins,
        roots,
        again,
        createResolver,
      )(asked);
      const known = new Set(keep.map(({ name }) => name));
      const isKnown = unknownIn(resolution, unknown(), plugins).every(
        (problem) => problem.kind === 'registry-failed' && problem.requiredBy?.every((by) => known.has(by)),
      );
      return isKnown ? resolution : undefined;
    },
  };
}

/** The end of one run of the resolver. */
interface Driven {
  readonly resolution: Resolution;
  readonly blocked: readonly Blocked[];
  readonly outside: readonly Wanted[];
  /** The dependencies that could not be looked up until now. */
  unknown(): ReadonlyMap<PluginId, UnknownDependency>;
}

interface UnknownDependency extends Wanted {
  readonly registry: string;
  readonly reason: string;
}

type Drive = (requirements: readonly RootRequirement[]) => Promise<Driven>;

/** @param plugins is filled with every plugin that is found. */
function driverOf(
  registries: readonly Registry[],
  plugins: Map<PluginId, Plugin>,
  roots: ReadonlySet<string>,
  options: SolveOptions,
  createResolver: CreateResolver,
): Drive {
  const outOfReach = allowedFrom(registries, roots);
  const held = new Set(registries.flatMap(({ marketplaces }) => marketplaces));
  const unknown = new Map<PluginId, UnknownDependency>();

  /** One run; undefined if a dependency turned out to be unknown, so that the resolver has to begin again without it. */
  async function run(requirements: readonly RootRequirement[]): Promise<Driven | undefined> {
    const blocked: Blocked[] = [];
    const outside: Wanted[] = [];
    const before = unknown.size;
    const resolver = createResolver({ requirements, ...options });
    for (let step = resolver.step(); ; step = resolver.step()) {
      if (step.status === 'done')
        return { resolution: step.resolution, blocked, outside, unknown: () => unknown };
      const found = step.plugins.map(
        (wanted) => plugins.get(pluginId(wanted.name, wanted.marketplace)) ?? askAll(registries, wanted.name),
      );
      const loaded = found.some((each) => each instanceof Promise) ? await Promise.all(found) : found;
      step.plugins.forEach((wanted, index) => {
        const answer = answerTo(wanted, loaded[index] as Plugin | Asked, { blocked, outside });
        resolver.provide(
          wanted,
          answer.status === 'found'
            ? { ...answer, plugin: adapted(answer.plugin, options, unknown) }
            : answer,
        );
      });
      if (unknown.size > before) return undefined;
    }
  }

  function answerTo(
    wanted: Wanted,
    found: Plugin | Asked,
    seen: { readonly blocked: Blocked[]; readonly outside: Wanted[] },
  ): Answer {
    const barred = outOfReach(wanted);
    if (barred !== undefined) {
      seen.blocked.push(barred);
      return refusalOf(barred);
    }
    const id = pluginId(wanted.name, wanted.marketplace);
    const answer = answerOf(wanted, found);
    if (answer.status === 'found') plugins.set(id, answer.plugin);
    const failure = answer.status === 'failed' ? failureOf(found as Asked, wanted.marketplace) : undefined;
    if (failure !== undefined && failure.isBroken !== true)
      unknown.set(id, { ...wanted, registry: failure.registry, reason: failure.reason });
    if (answer.status !== 'missing' || held.has(wanted.marketplace)) return answer;
    seen.outside.push(wanted);
    return outsideOf(wanted);
  }

  return async (requirements) => {
    for (;;) {
      const driven = await run(requirements);
      if (driven !== undefined) return driven;
    }
  };
}

/** Leaves out the plugins of each conflict, until the others have a combination. */
async function partOf(
  first: FailedResolution,
  requirements: readonly RootRequirement[],
  drive: Drive,
): Promise<Part> {
  const failed: FailedResolution[] = [];
  let conflict = first.conflict;
  let others = requirements;
  while (conflict.length > 0 && failed.length < mostConflicts) {
    const known = conflict;
    others = others.filter(({ text }) => !known.includes(text));
    if (others.length === 0) return { failed };
    const { resolution } = await drive(others);
    if (resolution.ok) return { failed, chosen: resolution.chosen };
    failed.push(resolution);
    conflict = resolution.conflict;
  }
  return { failed };
}

/** The unknown dependencies of chosen releases. */
function unknownIn(
  resolution: Resolution,
  unknown: ReadonlyMap<PluginId, UnknownDependency>,
  plugins: ReadonlyMap<PluginId, Plugin>,
): RequestProblem[] {
  if (!resolution.ok || unknown.size === 0) return [];
  const requiredBy = new Map<PluginId, string[]>();
  for (const { name, marketplace, version } of resolution.chosen)
    for (const each of plugins.get(pluginId(name, marketplace))?.requirements(version).dependencies ?? []) {
      const id = pluginId(each.name, each.marketplace ?? marketplace);
      if (unknown.has(id)) requiredBy.set(id, [...(requiredBy.get(id) ?? []), name]);
    }
  return [...requiredBy].sort().map(([id, by]): RequestProblem => {
    const { name, marketplace, registry, reason } = unknown.get(id) as UnknownDependency;
    const spec = { text: id, name, marketplace, range: '*' };
    return { kind: 'registry-failed', spec, registry, reason, requiredBy: by };
  });
}

/** A plugin without what does not count: its runtimes and libraries, or its dependencies of which nothing is known. */
function adapted(
  plugin: Plugin,
  { withoutNeeds = false }: SolveOptions,
  unknown: ReadonlyMap<PluginId, UnknownDependency>,
): Plugin {
  if (!withoutNeeds && unknown.size === 0) return plugin;
  // Not a copy: some properties of a plugin are computed on demand.
  const requirements: Plugin['requirements'] = (version) => {
    const { dependencies, ...needs } = plugin.requirements(version);
    return {
      ...needs,
      ...(withoutNeeds && { runtimes: {}, libraries: {} }),
      dependencies: dependencies.filter(
        ({ name, marketplace = plugin.marketplace }) => !unknown.has(pluginId(name, marketplace)),
      ),
    };
  };
  return Object.create(plugin, { requirements: { value: requirements, enumerable: true } }) as Plugin;
}

function refusalOf({ marketplace, roots }: Blocked): Answer {
  const lists =
    roots.length === 1 ? `the marketplace ${roots[0]}` : `none of the marketplaces ${roots.join(', ')}`;
  const verb = roots.length === 1 ? 'does not allow' : 'allows';
  return { status: 'failed', reason: `${lists} ${verb} dependencies on plugins from ${marketplace}` };
}

const outsideOf = ({ marketplace }: Wanted): Answer => ({
  status: 'failed',
  reason: `no registry in use contains the marketplace ${marketplace}`,
});
