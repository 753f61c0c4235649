import { faultsOf, inOneLine } from '../faults.ts';
import type { Rule } from '../rule.ts';

const refused = 'choose another name: the client refuses to add this marketplace';

export const badName: Rule<'MKT908'> = {
  id: 'MKT908',
  check: (context) => faultsOf(context, 'MKT908'),
  say: inOneLine<Rule<'MKT908'>['say']>({
    plugin: ({ name, better }) => ({
      message: `the plugin name \`${name}\` is not kebab-case`,
      help: `write \`${better}\`: every component is called after it`,
    }),
    component: ({ name, better }) => ({
      message: `the name \`${name}\` is not kebab-case`,
      help: `write \`${better}\`: people and other plugins must type it`,
    }),
    marketplace: ({ name, better }) => ({
      message: `\`${name}\` is not kebab-case`,
      help: `users type it after \`@\`: \`${better}\` is easier to get right`,
    }),
    'only-capitals': ({ plugin, other, otherLine }) => ({
      message: `\`${plugin}\` differs from \`${other}\` (line ${otherLine}) in capitals only: on many disks the two share a folder`,
      help: 'rename one of them',
    }),
    reserved: ({ name }) => ({
      message: `\`${name}\` is a name that the client keeps for itself`,
      help: refused,
    }),
    'official-elsewhere': sayOfficial,
    official: sayOfficial,
    impersonating: ({ name }) => ({
      message: `\`${name}\` looks like an official marketplace of Anthropic`,
      help: refused,
    }),
    desktop: ({ name }) => ({
      message: `\`${name}\` is a name that Claude Desktop keeps for itself`,
      help: 'choose another name for users of Claude Desktop',
    }),
  }),
};

function sayOfficial({ name }: { readonly name: string }) {
  return {
    message: `\`${name}\` is the name of an official marketplace`,
    help: 'the client adds it from `github.com/anthropics` only; from anywhere else choose another name',
  };
}
