import { inOneLine } from '../faults.ts';
import type { Rule } from '../rule.ts';

const look = (plugin: string) =>
  `find out why; if the change is right, \`mkt lock --upgrade ${plugin}\` shows it and locks it anew`;

export const contentChanged: Rule<'MKT914'> = {
  id: 'MKT914',
  say: inOneLine<Rule<'MKT914'>['say']>({
    'tag-moved': ({ plugin, tag, locked, now }) => ({
      message: `the tag \`${tag}\` of \`${plugin}\` was moved: it led to ${locked.slice(0, 12)}, and leads to ${now.slice(0, 12)} now`,
      help: look(plugin),
    }),
    'tag-gone': ({ plugin, tag }) => ({
      message: `the tag \`${tag}\` of \`${plugin}\` does not exist any more`,
      help: look(plugin),
    }),
    'files-gone': ({ plugin, reason }) => ({
      message: `the locked files of \`${plugin}\` are not available: ${reason}`,
      help: look(plugin),
    }),
    'files-differ': ({ plugin }) => ({
      message: `the files of \`${plugin}\` are not those that were locked: their integrity differs`,
      help: look(plugin),
    }),
    'other-source': ({ plugin, locked, listed }) => ({
      message: `the lock takes \`${plugin}\` from ${locked}, but its marketplace lists ${listed}`,
      help: look(plugin),
    }),
  }),
};
