import { hasUpwardStep } from '../../model/formats/claude-common.ts';
import { claudeEntry } from '../../model/formats/claude-marketplace.ts';
import { isOrdinaryEntry } from '../../model/formats/ordinary-entry.ts';
import { type Fault, problem } from '../../model/problems.ts';
import { suggester } from '../../model/suggestion.ts';
import { validate } from '../../text/validate.ts';
import { isMap, member, textOf } from '../../text/values.ts';
import { type FileTree, hasFile, hasFolder, pathInTree } from '../file-tree.ts';
import type { JsonFile } from '../json-file.ts';
import type { Entry } from '../manifest.ts';
import { sharedFieldFaults } from './manifest-faults.ts';

/**
 * Entries that the client does not install or load, and what the schema says about them.
 * @param nearFolder the folder that a path may mean, for advice.
 */
export function entryFaults(entry: Entry, tree: FileTree, nearFolder: () => NearFolder): Fault[] {
  return [
    ...sourceFaults(entry, tree, nearFolder).map((fault) => ({ ...fault, plugins: [entry.name] })),
    ...entryFormFaults(entry),
  ];
}

/** The same without its source. */
export function entryFormFaults(entry: Entry): Fault[] {
  const { file, index, name, value } = entry;
  const at = ['plugins', index];
  const faults = isOrdinaryEntry(value) ? [] : validate(claudeEntry, file.document, at).faults;
  return [...faults, ...sharedFieldFaults(value, file, at), ...faultsOfEntryOnly(entry)].map((fault) => ({
    ...fault,
    plugins: [name],
  }));
}

/** Entries without a name never become plugins; the schema says what they lack. */
export function namelessEntries(file: JsonFile): Fault[] {
  const plugins = member(file.value, 'plugins');
  if (!Array.isArray(plugins)) return [];
  return plugins.flatMap((entry: unknown, index): Fault[] => {
    if (isMap(entry) && textOf(entry.name) !== undefined) return [];
    const location = file.read().locate(['plugins', index]);
    return [problem('schema-violation', 'nameless-entry', { isMap: isMap(entry) }, { location })];
  });
}

function sourceFaults(
  { file, index, source, value, name }: Entry,
  tree: FileTree,
  nearFolder: () => NearFolder,
): Fault[] {
  const at = ['plugins', index, 'source'];
  if (source.kind === 'invalid') {
    if (member(value, 'source') === undefined)
      return [
        problem(
          'schema-violation',
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
    return source.wrong.map(({ path, message: detail, help, leaves, meant }) => {
      const evidence = { plugin: name, at: path.join('.'), detail, ...(help !== undefined && { help }) };
      const where = {
        location: file.read().locate([...at, ...path]),
        ...(isFolder && { fix: { from: stated, to: `./${stated}` } }),
        ...(meant !== undefined && { cause: 'source without `./`' }),
      };
      return leaves === true
        ? problem('missing-source', 'source-leaves', evidence, where)
        : problem('schema-violation', 'source', evidence, where);
    });
  }
  if (source.kind !== 'path' || hasFolder(tree.files(), source.folder)) return [];
  const folder = source.folder;
  const isFile = hasFile(tree.files(), folder);
  const near = nearFolder()(folder);
  return [
    problem(
      'missing-source',
      'no-folder',
      { plugin: name, folder, isFile, ...(near !== undefined && { near }) },
      { location: file.read().locate(at) },
    ),
  ];
}

/** A folder that exists for one that does not; undefined if there is none like it. */
type NearFolder = (folder: string) => string | undefined;

/**
 * Returns what finds a folder with the same name in another place, else one next to it with a similar name: long paths with the same
 * beginning are not similar.
 */
export function nearFolderIn(tree: FileTree): NearFolder {
  const elsewhere = new Map<string, string>();
  const inside = new Map<string, string[]>();
  for (const path of foldersOf(tree)) {
    const { above, name } = partsOf(path);
    if (!elsewhere.has(name)) elsewhere.set(name, path);
    const others = inside.get(above);
    if (others === undefined) inside.set(above, [name]);
    else others.push(name);
  }
  const nearNames = new Map<string, (name: string) => string | undefined>();
  return (folder) => {
    const { above, name } = partsOf(folder);
    const same = elsewhere.get(name);
    if (same !== undefined) return same;
    const nearName = nearNames.get(above) ?? suggester(() => inside.get(above) ?? []);
    nearNames.set(above, nearName);
    const near = nearName(name);
    return near && `${above}${near}`;
  };
}

/** The last step of a path, and what is before it. */
function partsOf(path: string): { readonly above: string; readonly name: string } {
  const at = path.lastIndexOf('/') + 1;
  return { above: path.slice(0, at), name: path.slice(at) };
}

/** All folders of a tree, at any depth. */
function foldersOf(tree: FileTree): ReadonlySet<string> {
  const found = new Set<string>();
  for (const path of tree.files()) {
    let folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    while (folder !== '' && !found.has(folder)) {
      found.add(folder);
      folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')));
    }
  }
  return found;
}

/** Faults that only an entry can have and that the client rejects. */
function faultsOfEntryOnly({ file, index, name, source, value, strict }: Entry): Fault[] {
  const faults: Fault[] = [];
  const at = (key: string) => ({ location: file.read().locate(['plugins', index, key]) });
  if (member(value, 'headersHelper') !== undefined && source.kind === 'archive' && strict)
    faults.push(problem('schema-violation', 'headers-helper', { plugin: name }, at('headersHelper')));
  const hooks = member(value, 'hooks');
  if (hooks !== undefined && !isMap(hooks))
    faults.push(problem('schema-violation', 'entry-hook-files', { plugin: name }, at('hooks')));
  return faults;
}
