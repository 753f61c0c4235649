import { faultsOf } from '../faults.ts';
import type { LegacyRule } from '../rule.ts';

export const versionMismatch: LegacyRule = {
  id: 'MKT906',
  name: 'version-mismatch',
  severity: 'warning',
  section: 'Check plugin registry',
  summary: 'the entry of a marketplace and the manifest of its plugin disagree',
  check: (context) => faultsOf(context, 'MKT906'),
};
