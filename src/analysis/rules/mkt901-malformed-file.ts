import { faultsOf } from '../faults.ts';
import type { LegacyRule } from '../rule.ts';

export const malformedFile: LegacyRule = {
  id: 'MKT901',
  name: 'malformed-file',
  severity: 'error',
  section: 'Validate configuration format',
  summary: 'a file is not JSON or YAML, is not text, is too large, or has a key twice',
  check: (context) => faultsOf(context, 'MKT901'),
};
