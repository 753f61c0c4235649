import { faultsOf } from '../faults.ts';
import type { LegacyRule } from '../rule.ts';

export const unsatisfiableRelease: LegacyRule = {
  id: 'MKT912',
  name: 'unsatisfiable-release',
  severity: 'error',
  section: 'Check plugin registry',
  summary: 'a release whose own dependencies no registry can satisfy',
  check: (context) => faultsOf(context, 'MKT912'),
};
