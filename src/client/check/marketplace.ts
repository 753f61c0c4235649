import type { ClientFacts } from '../../model/client.ts';
import { componentKinds, textKeys } from '../../model/component-kinds.ts';
import { type Fault, problem } from '../../model/problems.ts';
import { isMap, member, textOf } from '../../text/values.ts';
import { type FileTree, hasFile, hasFolder, shownIn } from '../file-tree.ts';
import { openJson } from '../json-file.ts';
import {
  declaredDependencies,
  dependencyName,
  type Entry,
  type Manifest,
  manifestPath,
  readManifest,
} from '../manifest.ts';
import { entriesOf, marketplacePath, maximumMarketplaceBytes, policyOf, treeOf } from '../marketplace.ts';
import { checkCycles, type Edge } from './cycles.ts';
import { checkDependencies, type Surroundings } from './dependencies.ts';
import { checkAcross, checkEntry } from './entries.ts';
import { checkMarketplaceFile } from './marketplace-file.ts';
import { checkPlugin } from './plugin.ts';
import { callableOf, checkCalls, checkNamedAgents } from './references.ts';

export interface CheckOptions {
  /** The path of `marketplace.json` in the tree, if it lies elsewhere. */
  readonly path?: string;
  /** What is known of the client. */
  readonly facts: ClientFacts;
  /** The repository that it comes from, if that is known. */
  readonly origin?: string;
}

/** Everything that is wrong with a marketplace: its file, its entries, every plugin that lies in it, and how they fit together. */
export function checkMarketplace(
  tree: FileTree,
  { path = marketplacePath, facts, origin }: CheckOptions,
): Fault[] {
  const file = openJson(tree, path, maximumMarketplaceBytes);
  if (file === undefined) {
    const shown = shownIn(tree, path);
    const [first] = tree.problems.filter(({ location }) => location.file === shown);
    // Without its file there is no marketplace, whatever else the folder holds.
    if (first !== undefined)
      return [decisive(first), ...tree.problems.filter(({ location }) => location.file !== shown)];
    return [
      problem('MKT901', 'no-file', {}, { location: { file: shown, line: 1, column: 1 } }),
      ...tree.problems,
    ];
  }
  const entries = entriesOf(file);
  const manifests = entries.map((entry) => readManifest(treeOf(tree, entry), entry, facts));
  const around = surroundingsOf(textOf(member(file.value, 'name')) ?? '', entries, manifests, policyOf(file));
  const callable = callableOf(manifests);
  const faults = [
    ...checkMarketplaceFile(file, facts, origin),
    ...namelessEntries(member(file.value, 'plugins'), (index) => file.read().locate(['plugins', index])),
    ...entries.flatMap((entry) => checkEntry(entry, tree)),
    ...checkAcross(entries),
    ...manifests.flatMap((manifest) =>
      manifest.tree === undefined ? checkDependencies(manifest, around) : checkPlugin(manifest, around),
    ),
    ...manifests.flatMap((manifest) => [
      ...checkCalls(manifest, callable),
      ...checkNamedAgents(manifest, callable),
    ]),
    ...checkCycles(edgesOf(manifests, around)),
    ...unlisted(tree, entries),
  ];
  return sorted([...faults, ...tree.problems]);
}

function surroundingsOf(
  marketplace: string,
  entries: readonly Entry[],
  manifests: readonly Manifest[],
  { renames, allowCross }: Pick<Surroundings, 'renames' | 'allowCross'>,
): Surroundings {
  const otherNames = manifests.flatMap(({ json, entry }): [string, string][] => {
    const own = textOf(member(json?.value, 'name'));
    return own === undefined || entry === undefined || own === entry.name ? [] : [[own, entry.name]];
  });
  return {
    marketplace,
    names: new Set(entries.map(({ name }) => name)),
    otherNames: new Map(otherNames),
    renames,
    allowCross,
  };
}

/** What keeps the file itself from being read: then there is no marketplace. */
const decisive = (fault: Fault): Fault =>
  fault.rule === 'MKT904' && fault.case === 'link'
    ? problem('MKT904', 'linked-marketplace', fault.evidence, { location: fault.location })
    : fault;

/** Entries without a name never become plugins; the schema says what they lack. */
function namelessEntries(plugins: unknown, place: (index: number) => Fault['location']): Fault[] {
  if (!Array.isArray(plugins)) return [];
  return plugins.flatMap((entry: unknown, index): Fault[] => {
    if (isMap(entry) && textOf(entry.name) !== undefined) return [];
    return [problem('MKT902', 'nameless-entry', { isMap: isMap(entry) }, { location: place(index) })];
  });
}

/** Dependencies within the marketplace. */
function edgesOf(manifests: readonly Manifest[], { marketplace, names }: Surroundings): Map<string, Edge[]> {
  const edges = new Map<string, Edge[]>();
  for (const manifest of manifests) {
    const own = manifest.entry?.name ?? '';
    if (edges.has(own)) continue;
    const found = declaredDependencies(manifest).flatMap(({ value, file, path, from }): Edge[] => {
      const to = dependencyName(value);
      const elsewhere = textOf(member(value, 'marketplace')) ?? marketplace;
      if (to === undefined || elsewhere !== marketplace || !names.has(to)) return [];
      return [{ to, inEntry: from === 'entry', location: () => file.read().locate(path) }];
    });
    edges.set(own, found);
  }
  return edges;
}

/** Folders that look like plugins and that no entry names. */
function unlisted(tree: FileTree, entries: readonly Entry[]): Fault[] {
  const listed = new Set(entries.flatMap(({ source }) => (source.kind === 'path' ? [source.folder] : [])));
  if (listed.has('')) return [];
  const files = tree.files();
  const isListed = (folder: string): boolean =>
    listed.has(folder) || (folder.includes('/') && isListed(folder.slice(0, folder.lastIndexOf('/'))));
  return files.flatMap((path): Fault[] => {
    const folder = pluginFolderOf(path, files);
    if (folder === undefined || folder === '' || isListed(folder)) return [];
    return [
      problem(
        'MKT905',
        'folder',
        { folder },
        { location: { file: shownIn(tree, path), line: 1, column: 1 } },
      ),
    ];
  });
}

/** The folder of a plugin, if this is its manifest. One at the root counts only beside components. */
function pluginFolderOf(path: string, files: readonly string[]): string | undefined {
  if (path.endsWith(`/${manifestPath}`)) return path.slice(0, -manifestPath.length - 1);
  if (!path.endsWith('/plugin.json') || path.endsWith('.claude-plugin/plugin.json')) return undefined;
  const folder = path.slice(0, -'/plugin.json'.length);
  if (hasFile(files, `${folder}/${manifestPath}`)) return undefined;
  const hasComponents = textKeys.some((kind) => hasFolder(files, `${folder}/${componentKinds[kind].place}`));
  return hasComponents ? folder : undefined;
}

/** By file and place, each fault once. */
function sorted(faults: readonly Fault[]): Fault[] {
  const key = ({ rule, case: name, evidence, location: { file, line, column } }: Fault) =>
    `${file}\n${line}\n${column}\n${rule}\n${name}\n${JSON.stringify(evidence)}`;
  const once = new Map(faults.map((fault) => [key(fault), fault]));
  return [...once.values()].sort(({ location: a }, { location: b }) =>
    a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column,
  );
}
