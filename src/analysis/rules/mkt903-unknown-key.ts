import { faultsOf } from '../faults.ts';
import type { Rule } from '../rule.ts';

export const unknownKey: Rule = {
  id: 'MKT903',
  name: 'unknown-key',
  severity: 'warning',
  section: 'Validate configuration format',
  summary: 'a key that the format does not know',
  check: (context) => faultsOf(context, 'MKT903'),
};
