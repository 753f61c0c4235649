import type { Fault } from '../../model/fault.ts';
import { hasUpwardStep } from '../../model/formats/claude-common.ts';
import { claudeEntry } from '../../model/formats/claude-marketplace.ts';
import { listed, quoted } from '../../model/text.ts';
import { isVersion } from '../../model/version.ts';
import { validate } from '../../text/validate.ts';
import { isMap, member, textOf } from '../../text/values.ts';
import { type FileTree, hasFile, hasFolder, pathInTree } from '../file-tree.ts';
import type { Entry } from '../manifest.ts';
import { sourceKeys } from '../plugin-source.ts';
import { checkFields } from './fields.ts';
import { suggestion } from './suggest.ts';

/** What is wrong with one entry, by itself. */
export function checkEntry(entry: Entry, tree: FileTree): Fault[] {
  const { file, index, name, value } = entry;
  const at = ['plugins', index];
  const { faults } = validate(claudeEntry, file.document, at);
  return [
    ...faults,
    ...checkSource(entry, tree),
    ...checkFields(value, file, at, name),
    ...checkEntryOnly(entry),
  ].map((fault) => ({
    ...fault,
    plugins: [name],
  }));
}

function checkSource({ file, index, source, value, name }: Entry, tree: FileTree): Fault[] {
  const at = ['plugins', index, 'source'];
  if (source.kind === 'invalid') {
    if (member(value, 'source') === undefined)
      return [
        {
          rule: 'MKT902',
          message: `the key \`source\` is missing in the entry \`${name}\``,
          location: file.read().locate(['plugins', index]),
          help: 'add `source`: where the plugin lies, such as `"./plugins/<name>"`',
        },
      ];
    const stated = textOf(member(value, 'source'));
    const folder =
      stated === undefined || /^[./\\]|\\/.test(stated) || hasUpwardStep(stated)
        ? undefined
        : pathInTree('', stated);
    const isFolder = stated !== undefined && folder !== undefined && hasFolder(tree.files(), folder);
    return source.wrong.map(({ path, message, help }) => ({
      ...(isFolder && { fix: { from: stated, to: `./${stated}` } }),
      rule: message.includes('path inside') ? ('MKT904' as const) : ('MKT902' as const),
      message: `the source of \`${name}\`${path.length === 0 ? '' : `: \`${path.join('.')}\``} ${message}`,
      location: file.read().locate([...at, ...path]),
      help:
        help ??
        'see the plugin sources of the marketplace reference; the client refuses to install this plugin',
    }));
  }
  const faults = unknownSourceKeys({ file, index, value, name });
  if ('url' in source && /^file:/i.test(source.url))
    faults.push({
      rule: 'MKT904',
      severity: 'warning',
      message: `\`${name}\` lies at \`${source.url}\`: on any other machine the client cannot clone it`,
      location: file.read().locate([...at, 'url']),
      help: 'give the address of a server, or a path inside the marketplace',
    });
  if (source.kind !== 'path' || hasFolder(tree.files(), source.folder)) return faults;
  const folder = source.folder;
  const isFile = hasFile(tree.files(), folder);
  const near = nearFolder(folder, foldersOf(tree));
  return [
    ...faults,
    {
      rule: 'MKT904',
      message: `\`${name}\` points to ${isFile ? `\`${folder}\`, which is a file` : `the folder \`${folder}\`, which does not exist or is empty`}: nobody can install it`,
      location: file.read().locate(at),
      help: near !== undefined ? `did you mean \`./${near}\`?` : 'add the folder, or remove the entry',
    },
  ];
}

const folders = new WeakMap<FileTree, readonly string[]>();

/** All folders of a tree, at any depth; worked out once, since many entries may be wrong. */
function foldersOf(tree: FileTree): readonly string[] {
  let known = folders.get(tree);
  if (known === undefined) {
    const found = new Set<string>();
    for (const path of tree.files()) {
      let folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
      while (folder !== '' && !found.has(folder)) {
        found.add(folder);
        folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')));
      }
    }
    known = [...found];
    folders.set(tree, known);
  }
  return known;
}

/** A folder of this name elsewhere, else one beside it with a name like it: long paths that begin alike are not alike. */
function nearFolder(folder: string, all: readonly string[]): string | undefined {
  const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);
  const above = folder.slice(0, folder.length - nameOf(folder).length);
  const elsewhere = all.find((path) => nameOf(path) === nameOf(folder));
  if (elsewhere !== undefined) return elsewhere;
  const beside = all.filter((path) => path.startsWith(above) && !path.slice(above.length).includes('/'));
  const near = suggestion(
    nameOf(folder),
    beside.map((path) => path.slice(above.length)),
  );
  return near && `${above}${near}`;
}

function unknownSourceKeys({
  file,
  index,
  value,
  name,
}: Pick<Entry, 'file' | 'index' | 'value' | 'name'>): Fault[] {
  const source = member(value, 'source');
  const kind = textOf(member(source, 'source'));
  const known = kind === undefined ? undefined : sourceKeys[kind];
  if (!isMap(source) || known === undefined) return [];
  return Object.keys(source).flatMap((key): Fault[] => {
    if (key === 'source' || known.includes(key)) return [];
    const isSubdir = key === 'path' && (kind === 'url' || kind === 'github');
    return [
      {
        rule: 'MKT903',
        severity: 'warning',
        message: `the source of \`${name}\` has \`${key}\`, which the kind \`${kind}\` does not have${isSubdir ? ': the client takes the whole repository for the plugin' : ''}`,
        location: file.read().locateKey(['plugins', index, 'source', key]),
        help: isSubdir ? 'use the kind `git-subdir`' : `known keys here: ${listed(quoted(known))}`,
      },
    ];
  });
}

/** What only an entry can say. */
function checkEntryOnly({ file, index, name, source, value, strict }: Entry): Fault[] {
  const faults: Fault[] = [];
  const add = (fault: Omit<Fault, 'location'>, key: string) =>
    faults.push({ ...fault, location: file.read().locate(['plugins', index, key]) });
  const headers = ['headers', 'headersHelper'].filter((key) => member(value, key) !== undefined);
  for (const key of headers) {
    if (source.kind !== 'archive')
      add(
        {
          rule: 'MKT903',
          severity: 'warning',
          message: `\`${key}\` of \`${name}\` has no effect: only sources of the kind \`archive\` are downloaded with it`,
          help: 'remove it',
        },
        key,
      );
  }
  if (member(value, 'headersHelper') !== undefined && source.kind === 'archive' && strict)
    add(
      {
        rule: 'MKT902',
        message: `\`headersHelper\` of \`${name}\` needs \`"strict": false\``,
        help: 'add `"strict": false`, or use `headers`',
      },
      'headersHelper',
    );
  const hooks = member(value, 'hooks');
  if (hooks !== undefined && !isMap(hooks))
    add(
      {
        rule: 'MKT902',
        message: `the entry \`${name}\` names hook files, which the client reads only from the plugin itself`,
        help: 'write the hooks out in the entry, or put them into the plugin’s `hooks/hooks.json`',
      },
      'hooks',
    );
  const version = textOf(member(value, 'version'));
  if (version !== undefined && !isVersion(version))
    add(
      {
        rule: 'MKT910',
        severity: 'warning',
        message: `the version \`${version}\` of \`${name}\` is not semver, so no range can ask for it`,
        help: 'write major.minor.patch, such as `1.2.0`',
      },
      'version',
    );
  return faults;
}

/** Names that stand twice, or nearly so, and sources that several entries share. */
export function checkAcross(entries: readonly Entry[]): Fault[] {
  const names = new Map<string, Entry>();
  const folded = new Map<string, Entry>();
  const sources = new Map<string, Entry>();
  return entries.flatMap((entry): Fault[] => {
    const { file, index, name, value } = entry;
    const at = (key: string) => file.read().locate(['plugins', index, key]);
    const lineOf = (other: Entry) => file.read().locate(['plugins', other.index]).line;
    const same = names.get(name);
    const alike = folded.get(name.toLowerCase());
    const source = sourceKey(value);
    const shared = source === undefined ? undefined : sources.get(source);
    if (same === undefined) names.set(name, entry);
    if (alike === undefined) folded.set(name.toLowerCase(), entry);
    if (source !== undefined && shared === undefined) sources.set(source, entry);
    if (same !== undefined)
      return [
        {
          rule: 'MKT907',
          message: `the plugin \`${name}\` is listed twice, first on line ${lineOf(same)}; the client takes the first`,
          location: at('name'),
          plugins: [name],
          help: 'remove or rename one of them',
        },
      ];
    const faults: Fault[] = [];
    if (alike !== undefined)
      faults.push({
        rule: 'MKT908',
        severity: 'warning',
        message: `\`${name}\` differs from \`${alike.name}\` (line ${lineOf(alike)}) in capitals only: on many disks the two share a folder`,
        location: at('name'),
        plugins: [alike.name, name],
        help: 'rename one of them',
      });
    if (shared !== undefined)
      faults.push({
        rule: 'MKT907',
        severity: 'warning',
        message: `\`${name}\` and \`${shared.name}\` (line ${lineOf(shared)}) are the same plugin: they have one source`,
        location: at('source'),
        plugins: [shared.name, name],
        help: `keep one entry, and put the other name into \`renames\`; who installs both has every component twice`,
      });
    return faults;
  });
}

function sourceKey(value: Readonly<Record<string, unknown>>): string | undefined {
  const source = member(value, 'source');
  // Entries that pick different components of one folder are different plugins.
  const picks = ['skills', 'commands', 'agents', 'lspServers', 'mcpServers', 'hooks'].map(
    (key) => member(value, key) ?? null,
  );
  if (source === undefined || source === '.' || source === './') return undefined;
  const place = typeof source === 'string' ? source.replace(/\/+$/, '') : source;
  return JSON.stringify([place, picks]);
}
