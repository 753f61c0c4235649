import { faultsOf } from '../faults.ts';
import type { LegacyRule } from '../rule.ts';

export const badVersion: LegacyRule = {
  id: 'MKT910',
  name: 'bad-version',
  severity: 'warning',
  section: 'Version Compatibility',
  summary: 'a version or range that semver cannot parse',
  check: (context) => faultsOf(context, 'MKT910'),
};
