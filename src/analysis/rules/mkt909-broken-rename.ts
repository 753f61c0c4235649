import { faultsOf } from '../faults.ts';
import type { LegacyRule } from '../rule.ts';

export const brokenRename: LegacyRule = {
  id: 'MKT909',
  name: 'broken-rename',
  severity: 'error',
  section: 'Check plugin registry',
  summary: 'a chain of renames goes round in a ring or ends nowhere',
  check: (context) => faultsOf(context, 'MKT909'),
};
