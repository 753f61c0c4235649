import { noVersion } from '../../model/version.ts';
import { inOneLine } from '../reader-faults.ts';
import type { Rule } from '../rule.ts';

const help = 'run `mkt lock`, which leaves all other plugins unchanged';

const isLocked = (version: string): string =>
  version === noVersion ? 'it is locked without a version' : `${version} is locked`;

export const staleLock: Rule<'MKT913'> = {
  id: 'MKT913',
  say: inOneLine<Rule<'MKT913'>['say']>({
    'not-locked': ({ plugin }) => ({
      message: `the lock is stale: \`${plugin}\` is in the plugin list, but not in the lock`,
      help,
    }),
    constraint: ({ plugin, version, range }) => ({
      message: `the lock is stale: the plugin list requires \`${plugin}@${range}\`, but ${isLocked(version)}`,
      help,
    }),
    'dependency-range': ({ plugin, dependency, version, range }) => ({
      message: `the lock is stale: \`${plugin}\` requires \`${dependency}@${range}\`, but ${isLocked(version)}`,
      help,
    }),
    'dependency-missing': ({ plugin, dependency }) => ({
      message: `the lock is stale: \`${plugin}\` requires \`${dependency}\`, which is not in the lock`,
      help,
    }),
    unreached: ({ plugin, version }) => ({
      message: `the lock is stale: nothing requires \`${plugin}\`${version === noVersion ? '' : ` ${version}`} anymore`,
      help,
    }),
    conflict: ({ plugin, other, version, range }) => ({
      message: `the lock is stale: \`${plugin}\` conflicts with \`${other}@${range}\`, but ${isLocked(version)}`,
      help,
    }),
  }),
};
