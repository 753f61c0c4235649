import { faultsOf } from '../faults.ts';
import type { LegacyRule } from '../rule.ts';

export const duplicatePlugin: LegacyRule = {
  id: 'MKT907',
  name: 'duplicate-plugin',
  severity: 'error',
  section: 'Check plugin registry',
  summary: 'one plugin is described twice',
  check: (context) => faultsOf(context, 'MKT907'),
};
