import { faultsOf, inOneLine } from '../faults.ts';
import type { Rule } from '../rule.ts';

const help = 'let it end at a name in `plugins`, or at `null` for a plugin that was removed';

export const brokenRename: Rule<'MKT909'> = {
  id: 'MKT909',
  check: (context) => faultsOf(context, 'MKT909'),
  say: inOneLine<Rule<'MKT909'>['say']>({
    cycle: ({ chain }) => ({ message: `\`renames\` goes round in a ring: ${chain.join(' → ')}`, help }),
    'dead-end': ({ chain }) => ({
      message: `\`renames\` leads from \`${chain[0]}\` to \`${chain.at(-1)}\`, which is neither a plugin nor renamed itself`,
      help,
    }),
    'still-listed': ({ plugin }) => ({
      message: `\`renames\` gives \`${plugin}\` a new name, but a plugin of that name is still listed`,
      help: 'remove the rename, or the entry: who asks for the name cannot tell which is meant',
    }),
  }),
};
