import { pluginId } from '../model/plugin.ts';
import { caseOf, type Fault } from '../model/problems.ts';
import type { Gathered } from './gathered.ts';

/**
 * Adds what keeps the client from loading a chosen release, where its files are at hand. What is merely untidy is for `mkt validate`,
 * and for whoever maintains the plugin.
 */
export async function withReleaseFaults(gathered: Gathered): Promise<Gathered> {
  const { resolution = gathered.rest, plugins } = gathered;
  if (!resolution?.ok) return gathered;
  const all = await Promise.all(
    resolution.chosen.map(({ name, marketplace, version }) =>
      plugins.get(pluginId(name, marketplace))?.faults?.(version),
    ),
  );
  const releaseFaults = all.flatMap((faults = []) => faults.filter(isFatal));
  return releaseFaults.length === 0 ? gathered : { ...gathered, releaseFaults };
}

/** What the resolution shows already, from the root, is not told twice. */
function isFatal(fault: Fault): boolean {
  const { level, alsoIn } = caseOf(fault);
  return level === 'error' && alsoIn !== 'resolution';
}
