import type { LegacyRule } from '../rule.ts';
import { unresolved } from '../unresolved.ts';

export const runtimeConflict: LegacyRule = {
  id: 'MKT201',
  name: 'runtime-conflict',
  severity: 'error',
  section: 'Dependency Conflicts',
  summary: 'the version ranges of one runtime have nothing in common',
  check: (context) => unresolved(context, 'runtime'),
};
