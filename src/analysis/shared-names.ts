import { pluginId, type Release } from '../model/plugin.ts';

/** Plugins that have the same things, and what these are. */
export interface Meeting {
  readonly plugins: readonly Release[];
  readonly names: readonly string[];
}

/**
 * Groups what several releases have: one meeting for each set of releases, with everything that just these have in common, so
 * that three plugins which share five names are told once.
 * @param least how many releases make a meeting.
 */
export function sharedNamesOf(
  releases: readonly Release[],
  namesOf: (release: Release) => readonly string[],
  least = 2,
): Meeting[] {
  const owners = new Map<string, Set<Release>>();
  for (const release of releases)
    for (const name of namesOf(release)) owners.set(name, (owners.get(name) ?? new Set()).add(release));
  const meetings = new Map<string, { plugins: Release[]; names: string[] }>();
  for (const [name, having] of owners) {
    if (having.size < least) continue;
    const plugins = [...having].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
    const key = plugins.map(idOf).join('\n');
    const meeting = meetings.get(key) ?? { plugins, names: [] };
    meeting.names.push(name);
    meetings.set(key, meeting);
  }
  return [...meetings.values()].map(({ plugins, names }) => ({ plugins, names: names.sort() }));
}

const idOf = ({ name, marketplace }: Release): string => pluginId(name, marketplace);
