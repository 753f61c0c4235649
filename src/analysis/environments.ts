import type { Release } from '../model/plugin.ts';
import type { Shared } from '../model/resolution-evidence.ts';
import { haveCommon } from '../model/version.ts';

/**
 * Divides releases so that each part can share one version of a runtime or library: each goes into the first part that takes it.
 * @returns the parts, without those that do not need it.
 */
export function dividedBy(
  kind: 'runtimes' | 'libraries',
  name: string,
  releases: readonly Release[],
): Shared[] {
  const parts: { plugins: string[]; ranges: string[] }[] = [];
  for (const { name: plugin, integration } of releases) {
    const wanted = integration.requires[kind];
    const range = Object.hasOwn(wanted, name) ? wanted[name] : undefined;
    if (range === undefined) continue;
    const part = parts.find(({ ranges }) => haveCommon([...ranges, range]));
    if (part === undefined) parts.push({ plugins: [plugin], ranges: [range] });
    else {
      part.plugins.push(plugin);
      if (!part.ranges.includes(range)) part.ranges.push(range);
    }
  }
  return parts;
}
