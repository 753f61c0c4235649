import { type PluginId, pluginId } from '../../model/plugin.ts';
import type { FailedResolution } from '../../model/resolution.ts';
import type { Context } from '../context.ts';
import type { Rule } from '../rule.ts';
import { placeOfConflict, sayUnresolved, unresolved, unresolvedOn } from '../unresolved.ts';

export const versionConflict: Rule<'MKT103'> = {
  id: 'MKT103',
  check: (context) =>
    unresolvedOn('versions', context)
      .filter((failed) => !isOutOfReach(failed, context))
      .map((failed) => ({
        case: 'found',
        evidence: unresolved(failed, context),
        ...placeOfConflict(failed, context),
      })),
  say: { found: (evidence) => sayUnresolved(evidence) },
};

/** Whether one plugin needs something from a marketplace that is not allowed or not there: the rules about marketplaces say so. */
function isOutOfReach({ conflict, causes }: FailedResolution, { blocked, outside }: Context): boolean {
  const ids = new Set([...blocked, ...outside].map(({ name, marketplace }) => pluginId(name, marketplace)));
  return conflict.length === 1 && causes.some(({ on }) => ids.has(on as PluginId));
}
