import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CatalogueEntry, Context } from '../analysis/context.ts';
import { clientRuntime } from '../model/client.ts';
import { withIntegration } from '../model/complete-release.ts';
import type { Knowledge, Pattern } from '../model/knowledge.ts';
import { lockFile } from '../model/lock.ts';
import { type Plugin, type PluginId, pluginId, type Release, versionOf } from '../model/plugin.ts';
import { type Fault, isError } from '../model/problems.ts';
import type { Environment, Project } from '../model/project.ts';
import type { Registry } from '../model/registry.ts';
import type { Chosen, Resolution, Spec, Strategy } from '../model/resolution.ts';
import type { ListOrigin } from '../model/verdict.ts';
import { wire } from '../model/wiring.ts';
import type { ReadLock } from '../project/lock-file.ts';
import { createResolver } from '../resolver/index.ts';
import { type Solved, type SolveOptions, solve } from '../sources/driver/solve.ts';
import { clientFacts } from '../sources/registries/bundled-client-facts.ts';
import { accessFor } from './access.ts';
import { type AskedPattern, askedPattern } from './asked-pattern.ts';
import { clientVersion } from './client-version.ts';
import {
  type ChosenRelease,
  combinationOf,
  type Gathered,
  isOffIn,
  type Request,
  settingsOf,
} from './gathered.ts';
import type { Inspection } from './inspection.ts';
import type { Io } from './io.ts';
import { listOf, merge, patternSpecs } from './list-of.ts';
import { startFolderOf } from './lists.ts';
import { allPlugins, open, pluginsAtOnce, type RegistryOptions } from './open.ts';
import { orchestrationOf } from './planned-stages.ts';
import { managedPolicy, type ProjectOptions, projectOf } from './project.ts';
import { specOf } from './spec-of.ts';
import type { World } from './world.ts';

/** What is asked for in addition to the plugins on the command line. */
export interface RequestOptions extends RegistryOptions, ProjectOptions {
  readonly pattern?: string;
  readonly strategy?: string;
  readonly orchestration?: string;
  /** Plugins that were replaced are exchanged for those that replaced them. */
  readonly successors?: boolean;
  /** Levels of rules: a rule that is not an error does not keep plugins apart. */
  readonly rule?: readonly string[];
  /** The lock of the project is not looked at. */
  readonly unlocked?: boolean;
  /** Versions to keep, in place of those of the lock. */
  readonly locked?: ReadonlyMap<PluginId, string>;
  /** Repositories are read as they were fetched, as far as the lock of the project says what to read. */
  readonly asLocked?: boolean;
  /** Limits what registries offer. */
  readonly limit?: (registries: readonly Registry[]) => readonly Registry[];
}

/**
 * Reads the request, opens the registries and resolves: what `check`, `plan` and `resolve` have in common.
 * @param words the plugins as the user wrote them.
 */
export async function gather(
  words: readonly string[],
  options: RequestOptions,
  world: World,
): Promise<Gathered> {
  const asked = words.map(specOf);
  const named = asked.length > 0 || options.pattern !== undefined;
  const { project, faults: projectFaults } = await projectOf(options, world.env, {
    required: !named,
  });
  const builtIn = await builtInFor(
    [...asked, ...(named ? [] : (project?.plugins ?? []))],
    project,
    options.cwd,
  );
  const isKept = named || options.locked !== undefined;
  const read = isKept ? undefined : await readLockOf(project, options);
  const lockedCommits = read && options.asLocked ? await commitsOf(read, project) : undefined;
  const opened = await open({ ...options, maybeUnknown: true, lockedCommits }, world, project, builtIn);
  const { knowledge, declared } = opened;
  const registries = options.limit?.(opened.registries) ?? opened.registries;
  const faults = [...projectFaults];
  if (project !== undefined && project.named.length + project.ignores.length > 0) {
    const { unknownRules } = await import('./rule-settings.ts');
    faults.push(...unknownRules(project));
  }
  const { pattern: wantedPattern, places } = await patternFor(options, knowledge, faults);
  const wanted = named
    ? merge(asked, patternSpecs(wantedPattern, places))
    : listOf(project, knowledge, faults);
  const { pattern, specs, successions } =
    options.successors === true
      ? (await import('./successors.ts')).withSuccessors(
          { specs: wanted, pattern: wantedPattern },
          registries,
        )
      : { pattern: wantedPattern, specs: wanted, successions: undefined };
  const environment = environmentOf(project, options.claudeCode);
  const { policy, faults: policyFaults } = await policyFor(project, options, world.env);
  faults.push(...policyFaults);
  const base: Request = {
    list: originOf({ named, pattern, project, cwd: options.cwd }),
    specs,
    environment,
    registries,
    knowledge,
    commands: world.commands,
    faults: [...faults, ...opened.faults],
    declared,
    ...(pattern && { pattern }),
    ...(successions && { successions }),
    ...(project && { project }),
    ...(policy && { policy }),
  };
  if (faults.some(isError)) return { ...base, state: 'unreadable' };
  if (options.locked !== undefined) return resolveRequest({ ...base, kept: options.locked }, options);
  const lock = await lockOf(base, read, options, world);
  if (lock === undefined) return resolveRequest(base, options);
  const { findCopies } = lock;
  const request = { ...base, faults: [...base.faults, ...lock.faults], ...(findCopies && { findCopies }) };
  if (lock.kept === undefined) return { ...request, state: 'unreadable' };
  return resolveRequest({ ...request, kept: lock.kept }, options);
}

/** The pattern that is asked for, if one is; what is wrong with its file is added to the faults. */
async function patternFor(
  { pattern, cwd }: RequestOptions,
  knowledge: Knowledge,
  faults: Fault[],
): Promise<Omit<AskedPattern, 'faults'>> {
  if (pattern === undefined) return {};
  const asked = await askedPattern(pattern, knowledge, cwd);
  faults.push(...asked.faults);
  return asked;
}

/** What the administrator's settings say of sources. They count for plugins on the command line, too. */
async function policyFor(
  project: Project | undefined,
  { cwd, policy }: RequestOptions,
  env: Io['env'],
): Promise<Pick<Request, 'policy' | 'faults'>> {
  const read = project?.settings === undefined ? await managedPolicy(env, { cwd, policy }) : undefined;
  const faults = read?.faults ?? [];
  const stated = project?.settings ?? read?.settings;
  if (stated === undefined || (stated.allowed === undefined && stated.blocked.length === 0))
    return { faults };
  const { addedSource } = await import('./added-from.ts');
  return { faults, policy: { stated, sourceOf: (registry) => addedSource(registry, cwd) } };
}

/** The lock of a project; undefined if it has none, or it is not to be looked at. */
async function readLockOf(
  project: Project | undefined,
  { cwd, unlocked = false, files }: RequestOptions,
): Promise<ReadLock | undefined> {
  if (unlocked || project === undefined) return undefined;
  if (files === undefined && !existsSync(join(project.root, lockFile))) return undefined;
  return (await import('../project/lock-file.ts')).readLock(project.root, cwd, files);
}

/** The commits that a lock names, if it matches the plugins that a project lists by themselves. */
async function commitsOf({ lock, faults }: ReadLock, project: Project | undefined) {
  if (project === undefined || (project.patterns ?? []).length > 0 || faults.some(isError)) return undefined;
  return (await import('../project/locked-commits.ts')).lockedCommits(lock, project.plugins);
}

/** The versions that the lock of a project keeps for its own list, with what is wrong with it; no versions if it cannot be read. */
async function lockOf(
  { list, specs, project }: Request,
  read: ReadLock | undefined,
  { cwd, files, offline }: RequestOptions,
  world: World,
): Promise<
  | ({ readonly kept?: ReadonlyMap<PluginId, string>; readonly faults: readonly Fault[] } & Pick<
      Request,
      'findCopies'
    >)
  | undefined
> {
  if (list.kind !== 'file' || project === undefined || read === undefined) return undefined;
  if (read.faults.some(isError)) return { faults: read.faults };
  const { staleFaults } = await import('../project/stale-faults.ts');
  const stale = staleFaults(read, specs);
  const { root } = project;
  const findCopies = async () => {
    const { freshCopies, hasCopies } = await import('../project/fresh-copies.ts');
    return hasCopies(root)
      ? freshCopies(
          { lock: read.lock, routes: project.route },
          { root, cwd, access: accessFor(world, { offline }) },
          files,
        )
      : undefined;
  };
  return {
    kept: new Map([...read.lock.plugins].map(([id, { version }]) => [id, version])),
    faults: [...read.faults, ...stale],
    ...(stale.length === 0 && { findCopies }),
  };
}

/** The marketplaces that the client knows by itself; what knows them is loaded only if a spec names a marketplace. */
async function builtInFor(specs: readonly Spec[], project: Project | undefined, cwd: string) {
  if (specs.every(({ marketplace }) => marketplace === undefined)) return [];
  return (await import('./built-in-marketplaces.ts')).builtInSources(specs, project, cwd);
}

const solveOptions = (base: Request, options: Pick<RequestOptions, 'strategy'>): SolveOptions => ({
  strategy: strategyOf(options, base.kept),
  environment: base.environment.runtimes,
  isOff: isOffIn(base),
  ...(base.kept && { locked: base.kept }),
});

/** Resolves the request; if only runtimes or libraries prevent that, also without them. */
export async function resolveRequest(
  base: Request,
  options: Pick<RequestOptions, 'strategy' | 'orchestration' | 'rule'>,
): Promise<Gathered> {
  const request = (withoutNeeds: boolean) =>
    solve(
      base.registries,
      base.specs,
      { ...solveOptions(base, options), withoutNeeds, partly: true },
      createResolver,
    );
  const meant = await request(false);
  const solved = (await asTheClientReads(base, meant, options)) ?? meant;
  const first = solved.resolution ?? solved.rest;
  const failed = first?.ok === false ? first : undefined;
  if (failed?.causes.some(({ kind }) => kind === 'runtime' || kind === 'library')) {
    const apart = await request(true);
    const without = apart.resolution ?? apart.rest;
    if (without?.ok) {
      const { tolerates } = await import('./rule-settings.ts');
      const releases = chosenReleases(without.chosen, apart.plugins, base.project).map(
        ({ release }) => release,
      );
      const end = tolerates(failed.causes, base, options) ? apart : solved;
      return finished(base, end, { needs: { failed, releases }, orchestration: options.orchestration });
    }
  }
  return finished(base, solved, { orchestration: options.orchestration });
}

/**
 * Resolves again with the dependencies as the client reads them, if there is a conflict and plugins of which it reads some otherwise:
 * it installs and loads the plugins anyway.
 * @returns undefined if that makes no difference.
 */
async function asTheClientReads(
  base: Request,
  meant: Solved,
  options: Pick<RequestOptions, 'strategy'>,
): Promise<Solved | undefined> {
  const failed = meant.resolution ?? meant.rest;
  if (failed === undefined || failed.ok) return undefined;
  const plugins = [...meant.plugins.values()];
  if (!plugins.some(({ client }) => client !== undefined)) return undefined;
  const { asClientReads, followedFrom, isReadOtherwise } = await import('../client/as-client-reads.ts');
  if (!plugins.some(isReadOtherwise)) return undefined;
  const followed = followedFrom(requestedIds(base, meant), meant.plugins);
  for (const onlyLoading of [false, true]) {
    const read = await solve(
      base.registries.map((registry) => asClientReads(registry, { followed, onlyLoading })),
      base.specs,
      { ...solveOptions(base, options), partly: true },
      createResolver,
    );
    if ((read.resolution ?? read.rest)?.ok === true) return read;
  }
  return undefined;
}

/** The plugins that specs mean, as far as they were found. */
const requestedIds = ({ specs }: Request, { plugins, renamed }: Solved): PluginId[] =>
  specs.flatMap((spec) => {
    const name = renamed.find((each) => each.spec === spec)?.name ?? spec.name;
    return [...plugins.values()]
      .filter((each) => each.name === name && each.marketplace === (spec.marketplace ?? each.marketplace))
      .map((each) => pluginId(each.name, each.marketplace));
  });

/** The state that a resolution ends in. */
async function finished(
  base: Request,
  { problems: [first, ...more], resolution, rest, part, plugins, renamed, blocked, outside, leftOut }: Solved,
  { needs, orchestration }: { needs?: Context['needs']; orchestration: string | undefined },
): Promise<Gathered> {
  const looked = { plugins, renamed, blocked, outside, leftOut, ...(needs && { needs }) };
  const ended = { ...base, ...looked };
  const whole = resolution ?? rest;
  const checked = whole?.ok ? whole.chosen : part?.chosen;
  const others = {
    failed: [...(whole === undefined || whole.ok ? [] : [whole]), ...(part?.failed ?? [])],
    rest: checked === undefined ? undefined : chosenReleases(checked, plugins, base.project),
  };
  if (first !== undefined) return { ...ended, state: 'unsettled', problems: [first, ...more], ...others };
  if (resolution === undefined) throw new Error('a request without problems has a resolution');
  if (!resolution.ok)
    return { ...ended, state: 'unsolvable', ...others, failed: [resolution, ...others.failed.slice(1)] };
  const combination = chosenReleases(resolution.chosen, plugins, base.project);
  return {
    ...ended,
    state: 'resolved',
    combination,
    orchestration: await orchestrationOf(orchestration, base, combination),
  };
}

/** Where the list comes from. */
function originOf({
  named,
  pattern,
  project,
  cwd,
}: {
  named: boolean;
  cwd: string;
  pattern: Pattern | undefined;
  project: Project | undefined;
}): ListOrigin {
  if (named) return pattern === undefined ? { kind: 'arguments' } : { kind: 'pattern', id: pattern.id };
  if (project === undefined) return { kind: 'nothing' };
  const { file, root, otherOrigins = [] } = project;
  const startFolder = startFolderOf(root, cwd);
  return {
    kind: 'file',
    file,
    ...(startFolder !== undefined && { startFolder }),
    ...(otherOrigins.length > 0 && { otherOrigins }),
  };
}

/** Which versions to prefer; without the option those of the lock, or else the highest. */
export const strategyOf = (
  { strategy }: Pick<RequestOptions, 'strategy'>,
  kept: ReadonlyMap<PluginId, string> | undefined,
): Strategy => (strategy ?? (kept === undefined ? 'highest' : 'locked')) as Strategy;

/** @param client the version given on the command line, which overrides the project's. */
export function environmentOf(project: Project | undefined, client: string | undefined): Environment {
  const stated = project?.environment ?? { runtimes: {} };
  if (client === undefined) return stated;
  clientVersion(client);
  return { ...stated, runtimes: { ...stated.runtimes, [clientRuntime]: client } };
}

/**
 * The values that rules look at.
 * @param more what a closer look at the combination showed.
 */
export function contextOf(
  gathered: Gathered,
  more: Pick<Context, 'clientRun'> & Partial<Inspection> = {},
): Context {
  const { faults, specs, project, knowledge, registries } = gathered;
  const combination = combinationOf(gathered);
  const releases = combination.map(({ release }) => release);
  const chosen = combination.map((each) => each.chosen);
  const resolution = resolutionOf(gathered);
  const settings = settingsOf(gathered);
  let catalogue: readonly CatalogueEntry[] | undefined;
  return {
    faults: [...faults, ...(more.releaseFaults ?? [])],
    request: specs,
    problems: gathered.state === 'unsettled' ? gathered.problems : [],
    isPartial: gathered.state === 'unsettled' || gathered.state === 'unsolvable',
    moreConflicts: 'failed' in gathered ? gathered.failed.slice(1) : [],
    ...lookedAt(gathered),
    ...(resolution === undefined ? { resolution: undefined } : { resolution }),
    releases,
    chosen,
    wiring: wire(releases),
    environment: gathered.environment,
    declared: gathered.declared,
    ...(gathered.list.kind === 'file' && gathered.project && { project: gathered.project }),
    vocabulary: knowledge.vocabulary,
    client: clientFacts(clientVersion(undefined, { environment: gathered.environment })),
    budgets: project?.budgets ?? {},
    orchestration: gathered.state === 'resolved' ? gathered.orchestration : { stages: [] },
    commands: gathered.commands,
    ...(more.clientRun && { clientRun: more.clientRun }),
    ...(more.mods && { mods: more.mods }),
    ...(settings && { settings }),
    ...(more.own && { own: more.own }),
    ...(more.copied && { copied: more.copied }),
    ...(more.pinned && { pinned: new Set(more.pinned.keys()) }),
    ...(gathered.policy && { policy: gathered.policy.stated }),
    marketplaces: registries.flatMap((registry) => {
      const added = gathered.policy?.sourceOf(registry.source);
      return registry.marketplaces
        .filter((name) => registry.policy?.(name) !== undefined)
        .map((name) => ({ name, registry: registry.source, ...(added && { added }) }));
    }),
    // Built when the first rule asks for it: most runs over large registries never do.
    get catalogue() {
      catalogue ??= catalogueOf(registries);
      return catalogue;
    },
    inCatalogue: ({ name, marketplace }) => {
      for (const registry of registries)
        for (const plugin of pluginsAtOnce(registry, name))
          if (plugin.name === name && plugin.marketplace === marketplace) {
            const entry = entryOf(plugin);
            if (entry !== undefined) return entry;
          }
      return undefined;
    },
  };
}

/** The newest release of every plugin that the registries can list. If two registries have a plugin, the first wins. */
export function catalogueOf(registries: readonly Registry[]): CatalogueEntry[] {
  const entries = new Map<PluginId, CatalogueEntry>();
  for (const plugin of allPlugins(registries)) {
    const id = pluginId(plugin.name, plugin.marketplace);
    const entry = entries.has(id) ? undefined : entryOf(plugin);
    if (entry !== undefined) entries.set(id, entry);
  }
  return [...entries.values()];
}

/** What its newest release says is completed only if a rule asks, and of a native plugin read from its files. */
function entryOf(plugin: Plugin): CatalogueEntry | undefined {
  const newest = plugin.versions[0];
  if (newest === undefined) return undefined;
  const { name, marketplace, supersededBy } = plugin;
  let known: Release | undefined;
  const release = () => {
    known ??= plugin.release(newest) as Release;
    return known;
  };
  return {
    name,
    marketplace,
    newest,
    get integration() {
      return release().integration;
    },
    get date() {
      return release().date;
    },
    get namespace() {
      return release().namespace;
    },
    ...(supersededBy && { supersededBy }),
  };
}

/** What was looked up; nothing if files could not be read. */
function lookedAt(
  gathered: Gathered,
): Pick<Context, 'plugins' | 'renamed' | 'blocked' | 'outside' | 'leftOut' | 'needs'> {
  if (gathered.state === 'unreadable')
    return { plugins: new Map(), renamed: [], blocked: [], outside: [], leftOut: [] };
  const { plugins, renamed, blocked, outside, leftOut, needs } = gathered;
  return { plugins, renamed, blocked, outside, leftOut, ...(needs && { needs }) };
}

/** The resolution of the request, or of those of its plugins that exist. */
export function resolutionOf(gathered: Gathered): Resolution | undefined {
  switch (gathered.state) {
    case 'unreadable':
      return undefined;
    case 'resolved':
      return { ok: true, chosen: gathered.combination.map(({ chosen }) => chosen) };
    default: {
      const { failed, rest } = gathered;
      return failed[0] ?? (rest && { ok: true, chosen: rest.map(({ chosen }) => chosen) });
    }
  }
}

/** Each choice with its release. The resolver chooses only versions that a plugin has. */
function chosenReleases(
  chosen: readonly Chosen[],
  plugins: ReadonlyMap<PluginId, Plugin>,
  project: Project | undefined,
): ChosenRelease[] {
  const all = chosen.map((each) => {
    const id = pluginId(each.name, each.marketplace);
    const release = plugins.get(id)?.release(each.version);
    if (release === undefined) throw new Error(`${each.name} has no release ${each.version}`);
    const stated = project?.integrations?.get(id) ?? project?.integrations?.get(each.name);
    return { chosen: each, release: stated === undefined ? release : withIntegration(release, stated) };
  });
  const loose = all.flatMap(({ release }) => (release.unpinnable === true ? [release] : []));
  if (loose.length === 0) return all;
  /** What is known of the version of a plugin that has none. */
  const versionAs = ({ name, version }: Pick<Chosen, 'name' | 'version'>) => {
    const release = loose.find((each) => each.name === name && each.version === version);
    return release === undefined ? {} : versionOf(release);
  };
  return all.map(({ chosen: each, release }) => ({
    release,
    chosen: {
      ...each,
      ...versionOf(release),
      requiredBy: each.requiredBy.map((by) => ({ ...by, ...versionAs(by) })),
    },
  }));
}
