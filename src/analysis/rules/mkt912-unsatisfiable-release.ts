import { faultsOf } from '../faults.ts';
import type { Rule } from '../rule.ts';

export const unsatisfiableRelease: Rule = {
  id: 'MKT912',
  name: 'unsatisfiable-release',
  severity: 'error',
  section: 'Check plugin registry',
  summary: 'a release whose own dependencies no registry can satisfy',
  check: (context) => faultsOf(context, 'MKT912'),
};
