import type { CatalogueEntry, Context } from '../analysis/context.ts';
import { clientRuntime } from '../model/client.ts';
import type { Knowledge, Pattern } from '../model/knowledge.ts';
import { nearest } from '../model/nearest.ts';
import { type Plugin, type PluginId, pluginId, type Release } from '../model/plugin.ts';
import { type Fault, isError, problem } from '../model/problems.ts';
import type { Environment, Project } from '../model/project.ts';
import type { Registry } from '../model/registry.ts';
import type { Resolution, Spec, Strategy } from '../model/resolution.ts';
import { printable } from '../model/text.ts';
import { isVersion } from '../model/version.ts';
import { wire } from '../model/wiring.ts';
import { createResolver } from '../resolver/index.ts';
import { type Solved, solve } from '../sources/driver/solve.ts';
import { didYouMean, Failure } from './failure.ts';
import type { Gathered } from './gathered.ts';
import { allPlugins, open, type RegistryOptions } from './open.ts';
import { projectOf } from './project.ts';
import { specOf } from './spec-of.ts';
import { orchestrationOf } from './stages.ts';
import type { World } from './world.ts';

/** What is asked for beside the plugins that are named. */
export interface Wishes extends RegistryOptions {
  readonly pattern?: string;
  readonly strategy?: string;
  /** The version of the client. */
  readonly claudeCode?: string;
  readonly orchestration?: string;
  /** Levels of rules: one that is no error does not keep plugins apart. */
  readonly rule?: readonly string[];
}

/**
 * Reads the request, opens the registries and resolves: the common road of `check`, `plan` and `resolve`.
 * @param words the plugins as they were named.
 */
export async function gather(words: readonly string[], options: Wishes, world: World): Promise<Gathered> {
  const asked = words.map(specOf);
  const named = asked.length > 0 || options.pattern !== undefined;
  const { project, faults: projectFaults } = await projectOf(options.cwd, { required: !named });
  const { registries, knowledge, faults: registryFaults } = await open(options, world, project);
  const faults = [...projectFaults, ...registryFaults];
  if (project !== undefined && project.named.length + project.ignores.length > 0) {
    const { strangeRules } = await import('./rule-settings.ts');
    faults.push(...strangeRules(project));
  }
  const pattern = options.pattern === undefined ? undefined : patternNamed(options.pattern, knowledge);
  const specs = named ? merge(asked, patternSpecs(pattern)) : listOf(project, knowledge, faults);
  const environment = environmentOf(project, options.claudeCode);
  const base = {
    list: named
      ? pattern === undefined
        ? 'arguments'
        : `pattern ${pattern.id}`
      : (project?.file ?? 'nothing'),
    specs,
    environment,
    registries,
    knowledge,
    faults,
    ...(pattern && { pattern }),
    ...(project && { project }),
  };
  if (faults.some(isError)) {
    return {
      ...base,
      unreadable: true,
      problems: [],
      renamed: [],
      blocked: [],
      outside: [],
      resolution: undefined,
      plugins: new Map(),
      releases: [],
      orchestration: { stages: [] },
    };
  }
  const request = (withoutNeeds: boolean) =>
    solve(
      registries,
      specs,
      {
        strategy: strategyOf(options),
        environment: environment.runtimes,
        withoutNeeds,
      },
      createResolver,
    );
  const solved = await request(false);
  const failed = solved.resolution?.ok === false ? solved.resolution : undefined;
  if (failed?.causes.some(({ kind }) => kind === 'runtime' || kind === 'library')) {
    const apart = await request(true);
    if (apart.resolution?.ok) {
      const { tolerates } = await import('./rule-settings.ts');
      const needs = { failed, releases: releasesOf(apart) };
      return finished(tolerates(failed.causes, base, options) ? apart : solved, needs);
    }
  }
  return finished(solved);

  async function finished(end: Solved, needs?: Gathered['needs']): Promise<Gathered> {
    const found = { ...base, ...end, releases: releasesOf(end), ...(needs && { needs }) };
    return {
      unreadable: false,
      resolution: undefined,
      ...found,
      orchestration:
        found.problems.length > 0 ? { stages: [] } : await orchestrationOf(options.orchestration, found),
    };
  }
}

/** Which versions to prefer; commands without the option take the highest. */
export const strategyOf = ({ strategy }: Pick<Wishes, 'strategy'>): Strategy =>
  (strategy ?? 'highest') as Strategy;

/** @param client the version of the client, as it was asked for: it counts more than what the project says. */
function environmentOf(project: Project | undefined, client: string | undefined): Environment {
  const stated = project?.environment ?? { runtimes: {} };
  if (client === undefined) return stated;
  if (!isVersion(client))
    throw new Failure(`\`--claude-code ${printable(client)}\` is no version`, {
      hint: 'write all three numbers, such as `--claude-code 2.1.330`; `claude --version` says yours',
    });
  return { ...stated, runtimes: { ...stated.runtimes, [clientRuntime]: client } };
}

/** The values that rules look at. */
export function contextOf(gathered: Gathered): Context {
  const {
    faults,
    specs,
    problems,
    renamed,
    blocked,
    outside,
    resolution = gathered.rest,
    releases,
    project,
    knowledge,
    registries,
    orchestration,
  } = gathered;
  let catalogue: readonly CatalogueEntry[] | undefined;
  return {
    faults: [...faults, ...(gathered.releaseFaults ?? [])],
    request: specs,
    problems,
    isPartial: problems.length > 0,
    renamed,
    blocked,
    outside,
    resolution,
    releases,
    chosen: resolution?.ok ? resolution.chosen : [],
    plugins: gathered.plugins,
    wiring: wire(releases),
    environment: gathered.environment,
    vocabulary: knowledge.vocabulary,
    client: knowledge.client,
    budgets: project?.budgets ?? {},
    orchestration,
    ...(gathered.needs && { needs: gathered.needs }),
    ...(gathered.clientRun && { clientRun: gathered.clientRun }),
    marketplaces: registries.flatMap((registry) =>
      registry.marketplaces
        .filter((name) => registry.policy?.(name) !== undefined)
        .map((name) => ({ name, registry: registry.source })),
    ),
    // Made when the first rule asks: most runs over large registries never do.
    get catalogue() {
      catalogue ??= catalogueOf(registries);
      return catalogue;
    },
  };
}

/** A pattern by id, or a failure that names the nearest. */
export function patternNamed(id: string, { patterns }: Knowledge): Pattern {
  const pattern = patterns.find((candidate) => candidate.id === id);
  if (pattern !== undefined) return pattern;
  const near = nearest(
    id,
    patterns.map((candidate) => candidate.id),
  );
  throw new Failure(`there is no pattern \`${printable(id)}\``, {
    hint: didYouMean(near) ?? 'run `mkt patterns` to see all',
  });
}

/** The newest release of every plugin that the registries can list. A plugin that two of them hold is taken from the first. */
export function catalogueOf(registries: readonly Registry[]): CatalogueEntry[] {
  const entries = new Map<PluginId, CatalogueEntry>();
  for (const plugin of allPlugins(registries)) {
    const newest = plugin.versions[0];
    const release = newest === undefined ? undefined : plugin.release(newest);
    const id = pluginId(plugin.name, plugin.marketplace);
    if (release === undefined || newest === undefined || entries.has(id)) continue;
    const { name, marketplace, supersededBy } = plugin;
    entries.set(id, {
      name,
      marketplace,
      newest,
      integration: release.integration,
      ...(release.date !== undefined && { date: release.date }),
      ...(release.namespace !== undefined && { namespace: release.namespace }),
      ...(supersededBy && { supersededBy }),
    });
  }
  return [...entries.values()];
}

function releasesOf({
  resolution,
  rest,
  plugins,
}: {
  resolution?: Resolution;
  rest?: Resolution;
  plugins: ReadonlyMap<PluginId, Plugin>;
}): Release[] {
  const end = resolution ?? rest;
  if (end === undefined || !end.ok) return [];
  return end.chosen.flatMap(({ name, marketplace, version }) => {
    const release = plugins.get(pluginId(name, marketplace))?.release(version);
    return release === undefined ? [] : [release];
  });
}

function patternSpecs(pattern: Pattern | undefined): Spec[] {
  return (pattern?.plugins ?? []).map(({ name, version }) => ({
    text: version === '*' ? name : `${name}@${version}`,
    name,
    range: version,
  }));
}

/** What is named wins over what a pattern adds. */
function merge(named: readonly Spec[], added: readonly Spec[]): Spec[] {
  const names = new Set(named.map(({ name }) => name));
  return [...named, ...added.filter(({ name }) => !names.has(name))];
}

function listOf(project: Project | undefined, knowledge: Knowledge, faults: Fault[]): Spec[] {
  let specs = [...(project?.plugins ?? [])];
  for (const { id, location } of project?.patterns ?? []) {
    const pattern = knowledge.patterns.find((candidate) => candidate.id === id);
    if (pattern === undefined) {
      const near = nearest(
        id,
        knowledge.patterns.map((candidate) => candidate.id),
      );
      faults.push(problem('MKT902', 'unknown-pattern', { pattern: id, near }, { location }));
    }
    specs = merge(
      specs,
      patternSpecs(pattern).map((spec) => ({ ...spec, location })),
    );
  }
  return specs;
}
