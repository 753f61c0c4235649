import type { Release } from '../../../model/plugin.ts';

/** What releases use, such as programs, each with the plugins that use it. */
export function usersOf(
  releases: readonly Release[],
  of: (release: Release) => readonly string[],
): Map<string, string[]> {
  const users = new Map<string, string[]>();
  for (const release of releases)
    for (const name of new Set(of(release))) users.set(name, [...(users.get(name) ?? []), release.name]);
  return users;
}
