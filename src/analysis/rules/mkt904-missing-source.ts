import { faultsOf } from '../faults.ts';
import type { LegacyRule } from '../rule.ts';

export const missingSource: LegacyRule = {
  id: 'MKT904',
  name: 'missing-source',
  severity: 'error',
  section: 'Check plugin registry',
  summary: 'a path leaves its folder, or what it names does not exist',
  check: (context) => faultsOf(context, 'MKT904'),
};
