import { faultsOf } from '../faults.ts';
import type { Rule } from '../rule.ts';

export const duplicatePlugin: Rule = {
  id: 'MKT907',
  name: 'duplicate-plugin',
  severity: 'error',
  section: 'Check plugin registry',
  summary: 'one plugin is described twice',
  check: (context) => faultsOf(context, 'MKT907'),
};
