import { faultsOf } from '../faults.ts';
import type { LegacyRule } from '../rule.ts';

export const badName: LegacyRule = {
  id: 'MKT908',
  name: 'bad-name',
  severity: 'warning',
  section: 'Check plugin registry',
  summary: 'a name that does not match its file, or that the client does not take',
  check: (context) => faultsOf(context, 'MKT908'),
};
