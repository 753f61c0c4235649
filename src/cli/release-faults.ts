import type { Fault } from '../model/fault.ts';
import { pluginId } from '../model/plugin.ts';
import { levelOf } from '../model/problems.ts';
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

/** What crosses marketplaces or goes round in a ring is seen in the resolution already, from the root. */
function isFatal({ rule, severity }: Fault): boolean {
  if (rule === 'MKT105' || rule === 'MKT106') return false;
  return (severity ?? levelOf(rule)) === 'error';
}
