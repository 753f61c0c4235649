import { namedKinds } from '../model/component-kinds.ts';
import { componentName, type Release } from '../model/plugin.ts';

/** Counts the agents, commands and skills of one release that another one also has, by name. */
export function sharedNames(release: Release, other: Release): { shared: number; total: number } {
  let shared = 0;
  let total = 0;
  for (const kind of namedKinds) {
    const theirs = new Set(other.components[kind].map(componentName));
    const own = new Set(release.components[kind].map(componentName));
    total += own.size;
    for (const name of own) if (theirs.has(name)) shared += 1;
  }
  return { shared, total };
}
