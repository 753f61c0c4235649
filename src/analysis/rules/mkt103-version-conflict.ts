import type { Rule } from '../rule.ts';
import { placeOfConflict, sayUnresolved, unresolved, unresolvedOn } from '../unresolved.ts';

export const versionConflict: Rule<'MKT103'> = {
  id: 'MKT103',
  check: (context) =>
    unresolvedOn('versions', context).map((failed) => ({
      case: 'found',
      evidence: unresolved(failed, context),
      ...placeOfConflict(failed, context),
    })),
  say: { found: (evidence) => sayUnresolved(evidence) },
};
