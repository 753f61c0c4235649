import { faultsOf } from '../faults.ts';
import type { LegacyRule } from '../rule.ts';

export const unknownKey: LegacyRule = {
  id: 'MKT903',
  name: 'unknown-key',
  severity: 'warning',
  section: 'Validate configuration format',
  summary: 'a key that the format does not know',
  check: (context) => faultsOf(context, 'MKT903'),
};
