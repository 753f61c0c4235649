import type { Chosen } from '../model/resolution.ts';

/** The plugin's name, or `name@marketplace` if plugins of this name are chosen from two marketplaces. */
export function keysOf(chosen: readonly Chosen[]): string[] {
  const seen = new Map<string, number>();
  for (const { name } of chosen) seen.set(name, (seen.get(name) ?? 0) + 1);
  return chosen.map(({ name, marketplace }) => ((seen.get(name) ?? 0) > 1 ? `${name}@${marketplace}` : name));
}
