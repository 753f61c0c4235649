import type { OutsideEnvironment, UnresolvedEnvironment, UnresolvedNeeds } from '../resolution-evidence.ts';
import { error, type RuleEntry } from '../rule-entry.ts';

/** Rules about runtimes and libraries, which the plugins and the environment must share. */
export const environmentRules = {
  MKT201: {
    name: 'runtime-conflict',
    scope: 'combination',
    topics: ['resolution', 'versions'],
    section: 'Dependency Conflicts',
    summary: 'the version ranges of a runtime do not overlap',
    ground: 'runtime',
    cases: { found: error<UnresolvedNeeds>('nothing') },
  },
  MKT202: {
    name: 'library-conflict',
    scope: 'combination',
    topics: ['resolution', 'versions'],
    section: 'Dependency Conflicts',
    summary: 'the version ranges of a library do not overlap',
    ground: 'library',
    cases: { found: error<UnresolvedNeeds>('nothing') },
  },
  MKT203: {
    name: 'runtime-not-in-environment',
    scope: 'combination',
    topics: ['resolution', 'versions'],
    section: 'Dependency Conflicts',
    summary: 'a plugin cannot use the version of a runtime or library that the project has',
    ground: 'environment',
    cases: {
      'no-combination': error<UnresolvedEnvironment>('nothing'),
      chosen: error<OutsideEnvironment>('nothing'),
    },
  },
} as const satisfies Readonly<Record<`MKT2${number}`, RuleEntry>>;
