import { faultsOf } from '../faults.ts';
import type { LegacyRule } from '../rule.ts';

export const danglingReference: LegacyRule = {
  id: 'MKT911',
  name: 'dangling-reference',
  severity: 'warning',
  section: 'Check plugin registry',
  summary: 'something that is referred to does not exist, or lies where nobody looks',
  check: (context) => faultsOf(context, 'MKT911'),
};
