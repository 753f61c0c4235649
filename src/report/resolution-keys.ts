import type { Chosen } from '../model/resolution.ts';

/** The plugin's name, or `name@marketplace` where two marketplaces' plugins of one name are both chosen. */
export function keysOf(chosen: readonly Chosen[]): string[] {
  const seen = new Map<string, number>();
  for (const { name } of chosen) seen.set(name, (seen.get(name) ?? 0) + 1);
  return chosen.map(({ name, marketplace }) => ((seen.get(name) ?? 0) > 1 ? `${name}@${marketplace}` : name));
}
