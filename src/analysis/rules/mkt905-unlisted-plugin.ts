import { faultsOf } from '../faults.ts';
import type { LegacyRule } from '../rule.ts';

export const unlistedPlugin: LegacyRule = {
  id: 'MKT905',
  name: 'unlisted-plugin',
  severity: 'warning',
  section: 'Check plugin registry',
  summary: 'a folder of a marketplace holds a plugin that no entry names',
  check: (context) => faultsOf(context, 'MKT905'),
};
