import type { PlanCall, PlanFile } from '../model/plan.ts';
import type { Release, Requirement } from '../model/plugin.ts';
import { pluginId } from '../model/plugin.ts';
import { type Wiring, wire } from '../model/wiring.ts';
import type { PlanInput } from './input.ts';
import type { Edge } from './precedence.ts';

/** The plugins of a plan under unique names, and everything that connects them. */
export interface Team {
  /** Requested ones first, as the user wrote them. */
  readonly releases: readonly Release[];
  readonly names: readonly string[];
  readonly wiring: Wiring;
  /** From a dependency, required or optional, to the plugin that declares it. */
  readonly dependencies: readonly (Edge & { readonly optional?: true })[];
  /** Where the texts of one of them surely call a component of another. */
  readonly calls: readonly PlanCall[];
  /** Where they perhaps do: these change nothing, and are only told. */
  readonly unsureCalls: readonly PlanCall[];
  /** Files that one of them writes and another reads. */
  readonly files: readonly PlanFile[];
  /** From who writes a file to who reads it, where both are sure: each pair once. */
  readonly handovers: readonly Edge[];
  release(name: string): Release;
  /** `name@marketplace`, as the client expects it. */
  id(name: string): string;
}

/** The team without some of its plugins, and without what connects them. */
export function without(team: Team, absent: ReadonlySet<string>): Team {
  if (absent.size === 0) return team;
  const isPresent = ({ from, to }: Edge) => !absent.has(from) && !absent.has(to);
  const { links, events, open } = team.wiring;
  return {
    ...team,
    releases: team.releases.filter(({ name }) => !absent.has(name)),
    names: team.names.filter((name) => !absent.has(name)),
    wiring: {
      links: links.filter(isPresent),
      events: events.filter(isPresent),
      open: open.filter(({ plugin }) => !absent.has(plugin)),
    },
    dependencies: team.dependencies.filter(isPresent),
    calls: team.calls.filter(isPresent),
    unsureCalls: team.unsureCalls.filter(isPresent),
    files: team.files.filter(isPresent),
    handovers: team.handovers.filter(isPresent),
  };
}

/** Collects the plugins. If two marketplaces have a plugin with the same name, both are called `name@marketplace` here. */
export function teamOf({
  releases,
  requested,
  wiring,
  calls = [],
  files = [],
}: Pick<PlanInput, 'releases' | 'requested' | 'wiring' | 'calls' | 'files'>): Team {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { name } of releases) (seen.has(name) ? repeated : seen).add(name);
  const place = new Map(requested.map((name, index) => [name, index]));
  const sorted = [...releases]
    .sort((a, b) => (place.get(a.name) ?? place.size) - (place.get(b.name) ?? place.size))
    .map((release) =>
      repeated.has(release.name)
        ? { ...release, name: pluginId(release.name, release.marketplace) }
        : release,
    );
  const byName = new Map(sorted.map((release) => [release.name, release]));
  const label = (name: string, marketplace: string) =>
    repeated.has(name) ? pluginId(name, marketplace) : name;
  const isOwn = ({ from, to }: Edge) => byName.has(from) && byName.has(to);
  const own = files.filter(isOwn);
  const ownCalls = calls.filter(isOwn);
  return {
    releases: sorted,
    names: sorted.map(({ name }) => name),
    wiring: repeated.size === 0 && wiring !== undefined ? wiring : wire(sorted),
    calls: ownCalls.filter(({ isSure }) => isSure),
    unsureCalls: ownCalls.filter(({ isSure }) => !isSure),
    files: own,
    handovers: [
      ...new Map(
        own.flatMap(({ from, to, isSure }) =>
          isSure ? [[JSON.stringify([from, to]), { from, to }] as const] : [],
        ),
      ).values(),
    ],
    dependencies: sorted.flatMap((release) => {
      const edgeFrom = ({ name, marketplace = release.marketplace }: Requirement) => ({
        from: label(name, marketplace),
        to: release.name,
      });
      return [
        ...release.dependencies.map(edgeFrom),
        ...(release.optionalDependencies ?? []).map((each) => ({
          ...edgeFrom(each),
          optional: true as const,
        })),
      ].filter(({ from, to }) => from !== to && byName.has(from));
    }),
    release: (name) => {
      const release = byName.get(name);
      if (release === undefined) throw new Error(`no release of ${name} in this plan`);
      return release;
    },
    id: (name) => (name.includes('@') ? name : pluginId(name, byName.get(name)?.marketplace ?? '')),
  };
}
