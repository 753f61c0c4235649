import { inOneLine } from '../faults.ts';
import type { Placed, Rule } from '../rule.ts';
import { sayWrongSource } from '../wrong-source.ts';

export const missingSource: Rule<'MKT904'> = {
  id: 'MKT904',
  marketplace: ({ entries }) =>
    entries.flatMap(({ file, index, name, source }): Placed<'MKT904'>[] =>
      'url' in source && /^file:/i.test(source.url)
        ? [
            {
              case: 'source-on-this-machine',
              evidence: { plugin: name, url: source.url },
              location: file.read().locate(['plugins', index, 'source', 'url']),
              plugins: [name],
            },
          ]
        : [],
    ),
  say: inOneLine<Rule<'MKT904'>['say']>({
    'no-folder': ({ plugin, folder, isFile, near }) => ({
      message: `\`${plugin}\` points to ${isFile ? `\`${folder}\`, which is a file` : `the folder \`${folder}\`, which does not exist or is empty`}: nobody can install it`,
      help: near !== undefined ? `did you mean \`./${near}\`?` : 'add the folder, or remove the entry',
    }),
    'source-leaves': sayWrongSource,
    'source-on-this-machine': ({ plugin, url }) => ({
      message: `\`${plugin}\` lies at \`${url}\`: on any other machine the client cannot clone it`,
      help: 'give the address of a server, or a path inside the marketplace',
    }),
    'linked-marketplace': sayLink,
    link: sayLink,
    nested: ({ of, most }) => ({
      message: `folders nested more than ${most} deep are not looked into`,
      ...(of === 'folder' && { help: 'no plugin needs that' }),
    }),
    'too-many-files': ({ of, most }) => ({
      message: `the ${of} holds more than ${most} files; the others are not looked at`,
      ...(of === 'folder' && { help: 'name a smaller folder' }),
    }),
    'not-copied': ({ what }) => ({ message: `${uncopied[what]}: a copy lacks it` }),
    'unreadable-folder': () => ({ message: 'the folder cannot be read', help: 'check its permissions' }),
  }),
};

const uncopied = {
  'special-file': 'this is a named pipe, a socket or a device',
  submodule: 'this is a submodule, whose files lie in another repository',
  name: 'the name has a line break or is not UTF-8, or stands for a folder',
  'second-of-name': 'the commit has two entries of this name',
  target: 'where the link leads is too long or not UTF-8',
} as const;

function sayLink({ of }: { readonly of: 'folder' | 'commit' }) {
  return {
    message: 'a link that leaves the folder, or leads nowhere, is not followed',
    ...(of === 'folder' && {
      help: 'copy what it points to into the folder; an installed plugin does not see it either',
    }),
  };
}
