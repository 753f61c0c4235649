import { faultsOf } from '../faults.ts';
import type { Rule } from '../rule.ts';

export const badVersion: Rule = {
  id: 'MKT910',
  name: 'bad-version',
  severity: 'warning',
  section: 'Version Compatibility',
  summary: 'a version or range that semver cannot parse',
  check: (context) => faultsOf(context, 'MKT910'),
};
