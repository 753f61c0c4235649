import type { LegacyRule } from '../rule.ts';
import { unresolved } from '../unresolved.ts';

export const libraryConflict: LegacyRule = {
  id: 'MKT202',
  name: 'library-conflict',
  severity: 'error',
  section: 'Dependency Conflicts',
  summary: 'the version ranges of one library have nothing in common',
  check: (context) => unresolved(context, 'library'),
};
