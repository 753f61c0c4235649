import type { Context } from '../analysis/context.ts';
import { withIntegration } from '../model/complete-release.ts';
import { type Plugin, type PluginId, pluginId, releaseOf, versionOf } from '../model/plugin.ts';
import type { Project } from '../model/project.ts';
import type { Chosen, Strategy } from '../model/resolution.ts';
import { createResolver } from '../resolver/index.ts';
import { type Solved, type SolveOptions, solve } from '../sources/driver/solve.ts';
import { type ChosenRelease, type Gathered, isOffIn, type Request } from './gathered.ts';
import { orchestrationOf } from './planned-stages.ts';

/** How a request is resolved. */
export interface ResolveOptions {
  readonly strategy?: string;
  readonly orchestration?: string;
  /** Levels of rules: a rule that is not an error does not keep plugins apart. */
  readonly rule?: readonly string[];
}

const solveOptions = (base: Request, options: Pick<ResolveOptions, 'strategy'>): SolveOptions => ({
  strategy: strategyOf(options, base.kept),
  environment: base.environment.runtimes,
  isOff: isOffIn(base),
  ...(base.kept && { locked: base.kept }),
});

/** Resolves the request; if only runtimes or libraries prevent that, also without them. */
export async function resolveRequest(base: Request, options: ResolveOptions): Promise<Gathered> {
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
  options: Pick<ResolveOptions, 'strategy'>,
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

/** Which versions to prefer; without the option those of the lock, or else the highest. */
export const strategyOf = (
  { strategy }: Pick<ResolveOptions, 'strategy'>,
  kept: ReadonlyMap<PluginId, string> | undefined,
): Strategy => (strategy ?? (kept === undefined ? 'highest' : 'locked')) as Strategy;

/** Each choice with its release. The resolver chooses only plugins that were looked up, and versions that they have. */
function chosenReleases(
  chosen: readonly Chosen[],
  plugins: ReadonlyMap<PluginId, Plugin>,
  project: Project | undefined,
): ChosenRelease[] {
  const all = chosen.map((each) => {
    const id = pluginId(each.name, each.marketplace);
    const release = releaseOf(plugins.get(id) as Plugin, each.version);
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
