import { longUrlOf } from '../../client/plugin-source.ts';
import type { Context } from '../context.ts';
import { entriesOf, labelsIn, placedWith } from '../evidence.ts';
import { sayInvalidSource } from '../invalid-source.ts';
import { inOneLine } from '../reader-faults.ts';
import type { Draft, Placed, Rule } from '../rule.ts';

export const missingSource: Rule<'MKT904'> = {
  id: 'MKT904',
  check: shortNames,
  marketplace: ({ entries, facts }) =>
    entries.flatMap(({ file, index, name, source }): Placed<'MKT904'>[] => {
      if (!('url' in source)) return [];
      const { url } = source;
      const where = { location: file.read().locate(['plugins', index, 'source', 'url']), plugins: [name] };
      if (/^file:/i.test(url))
        return [{ case: 'source-on-this-machine', evidence: { plugin: name, url }, ...where }];
      const long = source.kind === 'git-subdir' ? longUrlOf(url) : undefined;
      if (long === undefined || facts.loading.clonesShortNameOverSsh !== true) return [];
      const evidence = { plugin: name, repository: url, url: long };
      return [{ case: 'needs-ssh-key', evidence, ...where, fix: { from: url, to: long } }];
    }),
  say: inOneLine<Rule<'MKT904'>['say']>({
    'no-folder': ({ plugin, folder, isFile, near }) => ({
      message: `\`${plugin}\` cannot be installed: its source \`${folder}\` ${isFile ? 'is a file' : 'does not exist or is empty'}`,
      help: near !== undefined ? `did you mean \`./${near}\`?` : 'add the folder, or remove the entry',
    }),
    'source-leaves': sayInvalidSource,
    'source-on-this-machine': ({ plugin, url }) => ({
      message: `the source of \`${plugin}\` is \`${url}\`, which the client cannot clone on any other machine`,
      help: 'use the URL of a server, or a path inside the marketplace',
    }),
    'needs-ssh-key': ({ plugin, repository, url }) => ({
      message: `the client clones \`${repository}\`, the source of \`${plugin}\`, over SSH: the installation fails for everyone without an SSH key registered with GitHub`,
      help: `write \`${url}\``,
    }),
    'linked-marketplace': sayLink,
    link: sayLink,
    nested: ({ of, most }) => ({
      message: `folders are nested more than ${most} deep, and mkt does not look deeper`,
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

/** Chosen plugins of which the client has only the short name of a repository, while mkt reads it over HTTPS. */
function shortNames(context: Context): Draft<'MKT904'>[] {
  if (context.client.loading.clonesShortNameOverSsh !== true) return [];
  const label = labelsIn(context);
  return context.releases.flatMap((release): Draft<'MKT904'>[] => {
    const { source } = release;
    if (typeof source !== 'object' || source.source !== 'git-subdir') return [];
    const { url: repository } = source;
    const url = typeof repository === 'string' ? longUrlOf(repository) : undefined;
    if (typeof repository !== 'string' || url === undefined) return [];
    return [
      {
        case: 'needs-ssh-key',
        evidence: { plugin: label(release), repository, url },
        ...placedWith([release.name], entriesOf([release], context), context),
      },
    ];
  });
}

const uncopied = {
  'special-file': 'this is a named pipe, a socket or a device',
  submodule: 'this is a submodule, whose files are in another repository',
  name: 'the name has a line break, is not UTF-8, or refers to a folder',
  'second-of-name': 'the commit has two entries with this name',
  target: 'the target of the link is too long or is not UTF-8',
} as const;

function sayLink({ of }: { readonly of: 'folder' | 'commit' }) {
  return {
    message: 'the link leaves the folder or is broken, so mkt does not follow it',
    ...(of === 'folder' && {
      help: 'copy its target to the folder; the link does not work in an installed plugin either',
    }),
  };
}
