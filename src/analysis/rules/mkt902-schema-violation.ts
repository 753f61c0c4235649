import { faultsOf } from '../faults.ts';
import type { LegacyRule } from '../rule.ts';

export const schemaViolation: LegacyRule = {
  id: 'MKT902',
  name: 'schema-violation',
  severity: 'error',
  section: 'Validate configuration format',
  summary: 'a value has the wrong type, or a key is missing',
  check: (context) => faultsOf(context, 'MKT902'),
};
