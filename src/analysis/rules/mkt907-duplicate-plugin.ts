import { listed, quoted } from '../../model/text.ts';
import { faultsOf, inOneLine } from '../faults.ts';
import type { Rule } from '../rule.ts';

export const duplicatePlugin: Rule<'MKT907'> = {
  id: 'MKT907',
  check: (context) => faultsOf(context, 'MKT907'),
  say: inOneLine<Rule<'MKT907'>['say']>({
    'listed-twice': ({ plugin, firstLine }) => ({
      message: `the plugin \`${plugin}\` is listed twice, first on line ${firstLine}; the client takes the first`,
      help: 'remove or rename one of them',
    }),
    'described-twice': ({ plugin, place }) => ({
      message: `\`${plugin}\` is described twice; the other place is ${place}`,
      help: 'keep one of the two files',
    }),
    'one-source': ({ plugin, other, otherLine }) => ({
      message: `\`${plugin}\` and \`${other}\` (line ${otherLine}) are the same plugin: they have one source`,
      help: 'keep one entry, and put the other name into `renames`; who installs both has every component twice',
    }),
    'dependency-twice': ({ dependency, firstLine, kept, forgotten }) => ({
      message: `the dependency on \`${dependency}\` stands twice, first on line ${firstLine}${kept === undefined ? '' : `; the client keeps \`${kept}\` and forgets \`${forgotten}\``}`,
      help: 'keep one of them',
    }),
    components: ({ name, files }) => ({
      message: `two components of the plugin are called \`${name}\`: ${listed(quoted(files))}`,
      help: 'rename one of them: which one a call reaches is not said',
    }),
    'asked-twice': ({ plugin, firstLine, specs }) => ({
      message: `\`${plugin}\` stands in the list twice, first on line ${firstLine}${specs === undefined ? '' : `; ${listed(quoted(specs))} must both hold`}`,
      help: 'keep one of them',
    }),
    'hooks-file-named': ({ path }) => ({
      message: `\`${path}\` is loaded without being named`,
      help: 'remove it from `hooks`',
    }),
  }),
};
