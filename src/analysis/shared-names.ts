import { pluginId, type Release } from '../model/plugin.ts';

/** Plugins that share names, and these names. */
export interface SharedNames {
  readonly plugins: readonly Release[];
  readonly names: readonly string[];
}

/**
 * Groups the releases that share names: one group for each set of releases, with all the names that exactly these share, so that
 * three plugins which share five names lead to one finding.
 * @param least how many releases make a group.
 */
export function sharedNamesOf(
  releases: readonly Release[],
  namesOf: (release: Release) => readonly string[],
  least = 2,
): SharedNames[] {
  const owners = new Map<string, Set<Release>>();
  for (const release of releases)
    for (const name of namesOf(release)) owners.set(name, (owners.get(name) ?? new Set()).add(release));
  const groups = new Map<string, { plugins: Release[]; names: string[] }>();
  for (const [name, having] of owners) {
    if (having.size < least) continue;
    const plugins = [...having].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
    const key = plugins.map(idOf).join('\n');
    const group = groups.get(key) ?? { plugins, names: [] };
    group.names.push(name);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ plugins, names }) => ({ plugins, names: names.sort() }));
}

const idOf = ({ name, marketplace }: Release): string => pluginId(name, marketplace);
