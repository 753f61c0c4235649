import type { Release } from '../model/plugin.ts';
import { pluginId } from '../model/plugin.ts';
import { type Wiring, wire } from '../model/wiring.ts';
import type { PlanInput } from './input.ts';
import type { Edge } from './precedence.ts';

/** The plugins of a plan under names that tell them apart, and everything that ties them to one another. */
export interface Team {
  /** Requested ones first, as the user wrote them. */
  readonly releases: readonly Release[];
  readonly names: readonly string[];
  readonly wiring: Wiring;
  /** From a dependency to the plugin that declares it. */
  readonly dependencies: readonly Edge[];
  release(name: string): Release;
  /** `name@marketplace`, as the client wants it. */
  id(name: string): string;
}

/** Two marketplaces may both have a plugin of one name: then both are called `name@marketplace` here. */
export function teamOf({
  releases,
  requested,
  wiring,
}: Pick<PlanInput, 'releases' | 'requested' | 'wiring'>): Team {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { name } of releases) (seen.has(name) ? twice : seen).add(name);
  const place = new Map(requested.map((name, index) => [name, index]));
  const sorted = [...releases]
    .sort((a, b) => (place.get(a.name) ?? place.size) - (place.get(b.name) ?? place.size))
    .map((release) =>
      twice.has(release.name) ? { ...release, name: pluginId(release.name, release.marketplace) } : release,
    );
  const byName = new Map(sorted.map((release) => [release.name, release]));
  const label = (name: string, marketplace: string) => (twice.has(name) ? pluginId(name, marketplace) : name);
  return {
    releases: sorted,
    names: sorted.map(({ name }) => name),
    wiring: twice.size === 0 && wiring !== undefined ? wiring : wire(sorted),
    dependencies: sorted.flatMap((release) =>
      release.dependencies
        .map((wish) => ({
          from: label(wish.name, wish.marketplace ?? release.marketplace),
          to: release.name,
        }))
        .filter(({ from, to }) => from !== to && byName.has(from)),
    ),
    release: (name) => {
      const release = byName.get(name);
      if (release === undefined) throw new Error(`no release of ${name} in this plan`);
      return release;
    },
    id: (name) => (name.includes('@') ? name : pluginId(name, byName.get(name)?.marketplace ?? '')),
  };
}
