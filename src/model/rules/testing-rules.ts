import type { ManualTests, UntestedCombination, UntestedLinks } from '../combination-evidence.ts';
import { note, type RuleEntry, warning } from '../rule-entry.ts';

/** Rules about tests of the combination. */
export const testingRules = {
  MKT701: {
    name: 'no-test-plugin',
    scope: 'combination',
    section: 'Testing Integration',
    summary: 'chosen plugins build something together, but none of them tests it',
    cases: { found: warning<UntestedCombination>() },
  },
  MKT702: {
    name: 'no-ci',
    scope: 'combination',
    section: 'Testing Integration',
    summary: 'a chosen plugin tests what others build, but none runs the tests on every change',
    cases: { found: note<ManualTests>() },
  },
  MKT703: {
    name: 'untested-link',
    scope: 'combination',
    section: 'Testing Integration',
    summary:
      'a chosen plugin runs tests, but they cover none of the artifacts that plugins hand to each other',
    cases: { found: note<UntestedLinks>() },
  },
} as const satisfies Readonly<Record<`MKT7${number}`, RuleEntry>>;
