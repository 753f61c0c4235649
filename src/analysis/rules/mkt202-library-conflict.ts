import type { Rule } from '../rule.ts';
import { placeOfConflict, sayUnresolvedNeeds, unresolvedNeeds, unresolvedOn } from '../unresolved.ts';

export const libraryConflict: Rule<'MKT202'> = {
  id: 'MKT202',
  check: (context) =>
    unresolvedOn('library', context).map((failed) => ({
      case: 'found',
      evidence: unresolvedNeeds(failed, 'library', context),
      ...placeOfConflict(failed, context),
    })),
  say: { found: (evidence) => sayUnresolvedNeeds(evidence, 'library') },
};
