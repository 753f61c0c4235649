import type { Rule } from '../rule.ts';
import { placeOfConflict, sayUnresolvedNeeds, unresolvedNeeds, unresolvedOn } from '../unresolved.ts';

export const runtimeConflict: Rule<'MKT201'> = {
  id: 'MKT201',
  check: (context) =>
    unresolvedOn('runtime', context).map((failed) => ({
      case: 'found',
      evidence: unresolvedNeeds(failed, 'runtime', context),
      ...placeOfConflict(failed, context),
    })),
  say: { found: (evidence) => sayUnresolvedNeeds(evidence, 'runtime') },
};
