import { sayInvalidSource } from '../invalid-source.ts';
import { inOneLine } from '../reader-faults.ts';
import type { Placed, Rule } from '../rule.ts';

export const missingSource: Rule<'MKT904'> = {
  id: 'MKT904',
  marketplace: ({ notable }) =>
    notable.flatMap(({ file, index, name, source }): Placed<'MKT904'>[] =>
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
      message: `\`${plugin}\` cannot be installed: its source \`${folder}\` ${isFile ? 'is a file' : 'does not exist or is empty'}`,
      help: near !== undefined ? `did you mean \`./${near}\`?` : 'add the folder, or remove the entry',
    }),
    'source-leaves': sayInvalidSource,
    'source-on-this-machine': ({ plugin, url }) => ({
      message: `the source of \`${plugin}\` is \`${url}\`, which the client cannot clone on any other machine`,
      help: 'use the URL of a repository that other machines can reach, or a path inside the marketplace',
    }),
    'linked-marketplace': sayLink,
    link: sayLink,
    nested: ({ of, most }) => ({
      message: `folders are nested more than ${most} levels deep; mkt looks no further`,
      ...(of === 'folder' && { help: 'reduce the nesting' }),
    }),
    'too-many-files': ({ of, most }) => ({
      message: `the ${of} contains more than ${most} files; mkt ignores the others`,
      ...(of === 'folder' && { help: 'use a smaller folder' }),
    }),
    'not-copied': ({ what }) => ({ message: `${uncopied[what]}, so a copy does not contain it` }),
    'unreadable-folder': () => ({ message: 'the folder cannot be read', help: 'check its permissions' }),
  }),
};

const uncopied = {
  'special-file': 'this is a named pipe, a socket or a device',
  submodule: 'this is a submodule, whose files are in another repository',
  name: 'the name has a line break, is not UTF-8, or refers to a folder',
  'second-of-name': 'the commit has two entries with this name',
  target: 'the target of the link is too long or is not UTF-8',
} as const;

function sayLink({ of }: { readonly of: 'folder' | 'commit' }) {
  return {
    message: 'the symbolic link is broken or points outside the folder, so mkt does not follow it',
    ...(of === 'folder' && {
      help: 'replace the link with a copy of its target; the link does not work in an installed plugin either',
    }),
  };
}
