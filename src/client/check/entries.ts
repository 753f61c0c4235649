import { componentKeys, kindOf } from '../../model/component-kinds.ts';
import { hasUpwardStep } from '../../model/formats/claude-common.ts';
import { claudeEntry } from '../../model/formats/claude-marketplace.ts';
import { type Fault, problem } from '../../model/problems.ts';
import { isVersion } from '../../model/version.ts';
import { validate } from '../../text/validate.ts';
import { isMap, member, textOf } from '../../text/values.ts';
import { type FileTree, hasFile, hasFolder, pathInTree } from '../file-tree.ts';
import { type Entry, topKeys } from '../manifest.ts';
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
        problem(
          'MKT902',
          'source-missing',
          { plugin: name },
          { location: file.read().locate(['plugins', index]) },
        ),
      ];
    const stated = textOf(member(value, 'source'));
    const folder =
      stated === undefined || /^[./\\]|\\/.test(stated) || hasUpwardStep(stated)
        ? undefined
        : pathInTree('', stated);
    const isFolder = stated !== undefined && folder !== undefined && hasFolder(tree.files(), folder);
    return source.wrong.map(({ path, message: detail, help, leaves }) => {
      const evidence = { plugin: name, at: path.join('.'), detail, ...(help !== undefined && { help }) };
      const where = {
        location: file.read().locate([...at, ...path]),
        ...(isFolder && { fix: { from: stated, to: `./${stated}` } }),
      };
      return leaves === true
        ? problem('MKT904', 'source-leaves', evidence, where)
        : problem('MKT902', 'source', evidence, where);
    });
  }
  const faults = unknownSourceKeys({ file, index, value, name });
  if ('url' in source && /^file:/i.test(source.url))
    faults.push(
      problem(
        'MKT904',
        'source-on-this-machine',
        { plugin: name, url: source.url },
        { location: file.read().locate([...at, 'url']) },
      ),
    );
  if (source.kind !== 'path' || hasFolder(tree.files(), source.folder)) return faults;
  const folder = source.folder;
  const isFile = hasFile(tree.files(), folder);
  const near = nearFolder(folder, foldersOf(tree));
  return [
    ...faults,
    problem(
      'MKT904',
      'no-folder',
      { plugin: name, folder, isFile, ...(near !== undefined && { near }) },
      { location: file.read().locate(at) },
    ),
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
      problem(
        'MKT903',
        'source-key',
        { plugin: name, key, kind: kind ?? '', known: [...known], isSubdir },
        { location: file.read().locateKey(['plugins', index, 'source', key]) },
      ),
    ];
  });
}

/** What only an entry can say. */
function checkEntryOnly({ file, index, name, source, value, strict }: Entry): Fault[] {
  const faults: Fault[] = [];
  const at = (key: string) => ({ location: file.read().locate(['plugins', index, key]) });
  const headers = ['headers', 'headersHelper'].filter((key) => member(value, key) !== undefined);
  for (const key of headers) {
    if (source.kind !== 'archive')
      faults.push(problem('MKT903', 'no-effect', { plugin: name, key }, at(key)));
  }
  if (member(value, 'headersHelper') !== undefined && source.kind === 'archive' && strict)
    faults.push(problem('MKT902', 'headers-helper', { plugin: name }, at('headersHelper')));
  const hooks = member(value, 'hooks');
  if (hooks !== undefined && !isMap(hooks))
    faults.push(problem('MKT902', 'entry-hook-files', { plugin: name }, at('hooks')));
  const version = textOf(member(value, 'version'));
  if (version !== undefined && !isVersion(version))
    faults.push(problem('MKT910', 'version', { version, plugin: name }, at('version')));
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
        problem(
          'MKT907',
          'listed-twice',
          { plugin: name, firstLine: lineOf(same) },
          { location: at('name'), plugins: [name] },
        ),
      ];
    const faults: Fault[] = [];
    if (alike !== undefined)
      faults.push(
        problem(
          'MKT908',
          'only-capitals',
          { plugin: name, other: alike.name, otherLine: lineOf(alike) },
          { location: at('name'), plugins: [alike.name, name] },
        ),
      );
    if (shared !== undefined)
      faults.push(
        problem(
          'MKT907',
          'one-source',
          { plugin: name, other: shared.name, otherLine: lineOf(shared) },
          { location: at('source'), plugins: [shared.name, name] },
        ),
      );
    return faults;
  });
}

function sourceKey(value: Readonly<Record<string, unknown>>): string | undefined {
  const source = member(value, 'source');
  // Entries that pick different components of one folder are different plugins.
  const picks = componentKeys.flatMap((kind) =>
    topKeys(kindOf(kind)).map((key) => member(value, key) ?? null),
  );
  if (source === undefined || source === '.' || source === './') return undefined;
  const place = typeof source === 'string' ? source.replace(/\/+$/, '') : source;
  return JSON.stringify([place, picks]);
}
