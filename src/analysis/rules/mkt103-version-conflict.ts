import type { LegacyRule } from '../rule.ts';
import { unresolved } from '../unresolved.ts';

export const versionConflict: LegacyRule = {
  id: 'MKT103',
  name: 'version-conflict',
  severity: 'error',
  section: 'Version Compatibility',
  summary: 'no combination of versions fulfils what is asked for; says why, and what would help',
  check: (context) => unresolved(context, 'versions'),
};
