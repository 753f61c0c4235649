import { listed, quoted } from '../../model/text.ts';
import { inOneLine } from '../reader-faults.ts';
import type { Rule } from '../rule.ts';

const look = (plugin: string) =>
  `find out why; if the change is intended, run \`mkt lock --upgrade ${plugin}\` to review and lock it`;

const copyStates = {
  missing: 'is not committed',
  unlocked: 'belongs to a plugin that the lock does not copy',
  'other-release': 'is of a different release from the locked one',
  changed: 'has changed since `mkt sync` wrote it',
} as const;

export const contentChanged: Rule<'MKT914'> = {
  id: 'MKT914',
  say: inOneLine<Rule<'MKT914'>['say']>({
    'tag-moved': ({ plugin, tag, locked, now }) => ({
      message: `the tag \`${tag}\` of \`${plugin}\` has moved from ${locked.slice(0, 12)} to ${now.slice(0, 12)}`,
      help: look(plugin),
    }),
    'tag-gone': ({ plugin, tag }) => ({
      message: `the tag \`${tag}\` of \`${plugin}\` no longer exists`,
      help: look(plugin),
    }),
    'not-in-history': ({ plugin, commit, branch }) => ({
      message: `the locked commit ${commit.slice(0, 12)} of \`${plugin}\` is ${branch === undefined ? 'in no branch or tag of its repository' : `not in the history of \`${branch}\``}: it was removed, or only a fork has it`,
      help: look(plugin),
    }),
    'files-gone': ({ plugin, reason }) => ({
      message: `the locked files of \`${plugin}\` are not available: ${reason}`,
      help: look(plugin),
    }),
    'files-differ': ({ plugin }) => ({
      message: `the files of \`${plugin}\` differ from the locked ones: the integrity hash does not match`,
      help: look(plugin),
    }),
    'copy-differs': ({ plugin, folder, files }) => ({
      message: `the copy \`${folder}\` of \`${plugin}\` differs from what the locked commit produces${files.length === 0 ? '' : `: ${listed(quoted(files.slice(0, 3)))}${files.length > 3 ? ` and ${files.length - 3} more` : ''}`}`,
      help: 'find out who changed it; `mkt sync --yes` writes it again',
    }),
    'copy-not-locked': ({ plugin, folder, state }) => ({
      message: `the copy \`${folder}\` of \`${plugin}\` ${copyStates[state]}`,
      help: `run \`mkt sync --yes\`, and add \`.claude\` to the commit`,
    }),
    'other-source': ({ plugin, locked, listed }) => ({
      message: `the locked source of \`${plugin}\` is ${locked}, but its marketplace lists ${listed}`,
      help: look(plugin),
    }),
  }),
};
