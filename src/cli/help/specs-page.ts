import type { HelpPage } from '../../model/help.ts';
import { argumentMeanings } from './argument-meanings.ts';

const meaningOf = (word: string): string => argumentMeanings[word] ?? '';

export const specsPage: HelpPage = {
  name: 'specs',
  text: [
    'In the usage of a command, `<…>` is required, `[…]` is optional, and `...` can be repeated.',
    'What follows `@` is a range if it can be read as one, else the name of a marketplace.',
  ],
  sections: [
    {
      title: 'Plugins',
      kind: 'terms',
      rows: [
        { term: 'review', meaning: 'any version' },
        { term: 'review@^2', meaning: 'a range, as npm writes them: `^2`, `~1.4`, `>=1 <3`, `1.2.0`' },
        { term: 'review@acme', meaning: 'the plugin of this marketplace' },
        { term: 'review@acme@^2', meaning: 'both' },
      ],
    },
    {
      title: 'Registries',
      kind: 'terms',
      rows: [
        { term: './plugins', meaning: 'a folder: a marketplace, or a folder of manifests' },
        { term: './index.json', meaning: 'an index file, as `mkt registry build` writes it' },
        { term: 'acme/plugins', meaning: 'a repository on GitHub; with `@v2`, this branch or tag' },
        { term: 'https://….git#v2', meaning: 'a repository anywhere, here at the tag `v2`' },
        { term: 'https://….json', meaning: 'a `marketplace.json` on a server' },
        {
          term: 'https://…/',
          meaning: 'a folder that `mkt registry build --sparse` has written, on a server',
        },
      ],
    },
    {
      title: 'Words in the usage of commands',
      kind: 'terms',
      rows: ['spec', 'plugin', 'source', 'id', 'rule'].map((term) => ({ term, meaning: meaningOf(term) })),
    },
  ],
  more: ['Quote a range that your shell would read: `mkt check "review@>=1 <3"`.'],
};
