import { faultsOf, inOneLine } from '../faults.ts';
import type { Rule } from '../rule.ts';

export const versionMismatch: Rule<'MKT906'> = {
  id: 'MKT906',
  check: (context) => faultsOf(context, 'MKT906'),
  say: inOneLine<Rule<'MKT906'>['say']>({
    version: ({ entry, manifest, place }) => ({
      message: `the entry says version \`${entry}\`, the manifest \`${manifest}\` (${place}); the client takes the manifest's`,
      help: `write \`${manifest}\` here, or remove the version from the entry`,
    }),
    name: ({ entry, manifest, place }) => ({
      message: `the entry calls the plugin \`${entry}\`, its manifest \`${manifest}\` (${place}): users install the one, and its components bear the other`,
      help: 'give both one name; other plugins can depend on the entry’s name only',
    }),
    'dependency-range': ({ dependency, entry, manifest, place }) => ({
      message: `the entry asks for \`${dependency}\` in \`${entry}\`, the manifest in \`${manifest}\` (${place}); the client takes the manifest's`,
      help: 'declare it in the manifest only',
    }),
  }),
};
