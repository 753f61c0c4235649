import type { ClientFacts } from '../model/client.ts';
import { places } from '../model/component-kinds.ts';
import type { DocumentPath } from '../text/source-text.ts';
import { isMap, member, textOf } from '../text/values.ts';
import type { FileTree } from './file-tree.ts';
import { type JsonFile, openJson } from './json-file.ts';
import type { PluginSource } from './plugin-source.ts';

/** An entry of `plugins` in `marketplace.json`. */
export interface Entry {
  readonly name: string;
  readonly index: number;
  readonly value: Readonly<Record<string, unknown>>;
  /** The `marketplace.json` that contains it. */
  readonly file: JsonFile;
  readonly source: PluginSource;
  /** Whether `plugin.json` takes precedence; true unless the entry says otherwise. */
  readonly strict: boolean;
}

/** A value of a component field, and where it was declared. */
export interface Declaration {
  readonly value: unknown;
  readonly file: JsonFile;
  readonly path: DocumentPath;
  readonly from: 'manifest' | 'entry';
}

/** What is known about one plugin, from its own manifest and from its marketplace. */
export interface Manifest {
  /** The files of the plugin; undefined if they are in another place and were not fetched. */
  readonly tree: FileTree | undefined;
  readonly entry: Entry | undefined;
  /** `.claude-plugin/plugin.json`, the only place where the client looks. */
  readonly json: JsonFile | undefined;
  /** `plugin.json` in the root, as in older marketplaces, if there is no other. It only fills gaps of the entry. */
  readonly stray: JsonFile | undefined;
  /** The part before `:` in the names of the components. */
  readonly namespace: string;
  /** What is known about the client that reads it. */
  readonly facts: ClientFacts;
  /** Opens another JSON file of the plugin, each file once; undefined if it does not exist or cannot be read. */
  readonly open: (path: string) => JsonFile | undefined;
}

export const manifestPath = '.claude-plugin/plugin.json';
export const strayManifestPath = 'plugin.json';

/** Component fields that an entry may add to a plugin with a manifest of its own. */
export const entryComponents: readonly string[] = [
  ...new Set(['commands', ...places.filter(({ inEntry }) => inEntry).flatMap(topKeys)]),
];

/** Keys of the manifest itself, not those inside another key. */
export function topKeys({ keys }: { readonly keys: readonly string[] }): readonly string[] {
  return keys.filter((key) => !key.includes('.'));
}

/**
 * The manifest that decides whether a plugin is installed: its own, or `plugin.json` at the root, which the client reads when it
 * installs the plugin of an entry.
 */
export const installedManifest = ({ json, stray, entry }: Manifest): JsonFile | undefined =>
  json ?? (entry === undefined ? undefined : stray);

/** Reads what is known about a plugin; at least its files or its entry must be there. */
export function readManifest(
  tree: FileTree | undefined,
  entry: Entry | undefined,
  facts: ClientFacts,
): Manifest {
  const json = tree && openJson(tree, manifestPath);
  const stray = tree && json === undefined ? openJson(tree, strayManifestPath) : undefined;
  const namespace =
    textOf(member(json?.value, 'name')) ?? entry?.name ?? textOf(member(stray?.value, 'name')) ?? '';
  return {
    tree,
    entry,
    json,
    stray,
    namespace,
    facts,
    open: tree === undefined ? opensNothing : opener(tree),
  };
}

/** One for all plugins without files, of which a marketplace can have 100,000. */
const opensNothing = () => undefined;

function opener(tree: FileTree): Manifest['open'] {
  const opened = new Map<string, JsonFile | undefined>();
  return (path) => {
    if (!opened.has(path)) opened.set(path, openJson(tree, path));
    return opened.get(path);
  };
}

/** A field that describes the plugin: what its marketplace shows wins over its own manifest. */
export function shownField({ entry, json, stray }: Manifest, key: string): unknown {
  return member(entry?.value, key) ?? member(json?.value, key) ?? member(stray?.value, key);
}

/** The version as written: the plugin's own manifest wins. */
export function statedVersion({ entry, json, stray }: Manifest): string | undefined {
  const versions = [json?.value, entry?.value, stray?.value].map((value) => textOf(member(value, 'version')));
  return versions.find((version) => version !== undefined);
}

/**
 * What is declared for a component field, in the order in which the client takes it. Without a manifest, the entry is the manifest;
 * with one, the entry may add some fields, but only with `strict`.
 * @param key one inside another key with a dot: `experimental.themes`.
 */
export function declarations({ entry, json }: Manifest, key: string): Declaration[] {
  const found: Declaration[] = [];
  const steps = key.split('.');
  const own = steps.reduce(member, json?.value);
  if (json !== undefined && own !== undefined)
    found.push({ value: own, file: json, path: steps, from: 'manifest' });
  const added = steps.reduce(member, entry?.value as unknown);
  if (entry === undefined || added === undefined) return found;
  const declaration: Declaration = {
    value: added,
    file: entry.file,
    path: ['plugins', entry.index, ...steps],
    from: 'entry',
  };
  if (json === undefined) return [declaration];
  return entry.strict && entryComponents.includes(key) ? [...found, declaration] : found;
}

/** Whether a declaration prevents the client from reading the default folder of the field. */
export function replacesDefault(manifest: Manifest, key: string): boolean {
  return declarations(manifest, key).some(({ from }) => from === 'manifest' || manifest.json === undefined);
}

/** One dependency as written, and where. */
export interface DeclaredDependency {
  readonly value: unknown;
  readonly file: JsonFile;
  readonly path: DocumentPath;
  readonly from: 'manifest' | 'entry';
}

/** Dependencies of the manifest, and those of the entry on plugins that the manifest does not name. */
export function declaredDependencies({ entry, json, stray }: Manifest): DeclaredDependency[] {
  const own = json ?? stray;
  const found = own === undefined ? [] : itemsOf(own, ['dependencies'], 'manifest');
  if (entry === undefined) return found;
  const names = new Set(found.map(({ value }) => dependencyName(value)));
  return [...found, ...dependenciesOfEntry(entry).filter(({ value }) => !names.has(dependencyName(value)))];
}

/** All dependencies of an entry, whether or not the manifest names the same plugins. */
export const dependenciesOfEntry = (entry: Entry): DeclaredDependency[] =>
  itemsOf(entry.file, ['plugins', entry.index, 'dependencies'], 'entry', entry.value);

/** Optional dependencies: those of the manifest; the list of an entry counts only if the plugin has none of its own. */
export function declaredOptional({ entry, json, stray }: Manifest): DeclaredDependency[] {
  const own = json ?? stray;
  if (own !== undefined) return itemsOf(own, ['optionalDependencies'], 'manifest');
  if (entry === undefined) return [];
  return itemsOf(entry.file, ['plugins', entry.index, 'optionalDependencies'], 'entry', entry.value);
}

function itemsOf(
  file: JsonFile,
  path: DocumentPath,
  from: 'manifest' | 'entry',
  holder: unknown = file.value,
): DeclaredDependency[] {
  const list = member(holder, String(path.at(-1)));
  if (!Array.isArray(list)) return [];
  return list.map((value: unknown, index) => ({ value, file, path: [...path, index], from }));
}

/** The plugin that a dependency names, without marketplace and range; undefined if it does not name one. */
export function dependencyName(value: unknown): string | undefined {
  const stated = textOf(isMap(value) ? member(value, 'name') : value);
  const at = stated?.indexOf('@', 1) ?? -1;
  return at > 0 ? stated?.slice(0, at) : stated;
}
