import type { MarketplacePolicy } from '../model/registry.ts';
import { isMap, member, textOf, textsOf } from '../text/values.ts';
import { type FileTree, hasFolder, subtree } from './file-tree.ts';
import type { JsonFile } from './json-file.ts';
import type { Entry } from './manifest.ts';
import { type PluginSource, sourceOf } from './plugin-source.ts';

/** A `marketplace.json` can list many plugins with all their components. */
export const maximumMarketplaceBytes = 64 * 1024 * 1024;

/** The entries of a marketplace file that have a name. */
export function entriesOf(file: JsonFile): Entry[] {
  const plugins = member(file.value, 'plugins');
  if (!Array.isArray(plugins)) return [];
  const pluginRoot = member(member(file.value, 'metadata'), 'pluginRoot');
  const entries: Entry[] = [];
  for (const [index, value] of (plugins as readonly unknown[]).entries()) {
    const name = textOf(member(value, 'name'));
    if (isMap(value) && name !== undefined)
      entries.push(new ListedEntry(name, index, value, file, pluginRoot));
  }
  return entries;
}

/** A class, since a marketplace can have 100,000 entries, of most of which nothing but the name is needed. */
class ListedEntry implements Entry {
  readonly name: string;
  readonly index: number;
  readonly value: Entry['value'];
  readonly file: JsonFile;
  readonly #pluginRoot: unknown;
  #source: PluginSource | undefined;

  constructor(name: string, index: number, value: Entry['value'], file: JsonFile, pluginRoot: unknown) {
    this.name = name;
    this.index = index;
    this.value = value;
    this.file = file;
    this.#pluginRoot = pluginRoot;
  }

  get source() {
    this.#source ??= sourceOf(member(this.value, 'source'), this.#pluginRoot);
    return this.#source;
  }

  get strict() {
    return member(this.value, 'strict') !== false;
  }
}

const isText = (value: unknown): boolean => value === undefined || typeof value === 'string';

/** Whether a value is a map with no other keys than these, each with text. */
const hasOnlyTexts = (value: unknown, keys: readonly string[]): boolean =>
  isMap(value) && Object.keys(value).every((key) => keys.includes(key) && isText(value[key]));

/** What ordinary marketplaces have besides `plugins`, by key. */
const ordinary: Readonly<Record<string, (value: unknown) => boolean>> = {
  $schema: isText,
  name: (value) => typeof value === 'string' && /^[A-Za-z0-9](?:\.?[\w-])*$/.test(value),
  owner: (value) => hasOnlyTexts(value, ['name', 'email', 'url']) && (member(value, 'name') ?? '') !== '',
  plugins: Array.isArray,
  description: isText,
  version: isText,
  metadata: (value) => hasOnlyTexts(value, ['description', 'version', 'pluginRoot']),
};

/**
 * Whether the client adds a marketplace with this file, as far as its form tells: true only if its schema has no objection. If not,
 * the schema says why; it takes longer to load than an ordinary file to read.
 */
export const isOrdinary = (file: JsonFile): boolean =>
  isMap(file.value) &&
  ['name', 'owner', 'plugins'].every((key) => member(file.value, key) !== undefined) &&
  Object.entries(file.value).every(
    ([key, value]) => Object.hasOwn(ordinary, key) && ordinary[key]?.(value) === true,
  );

/** The marketplaces that dependencies may come from, and former names. */
export function policyOf(file: JsonFile): MarketplacePolicy {
  const renames = member(file.value, 'renames');
  const pairs = isMap(renames) ? Object.entries(renames) : [];
  return {
    allowCross: textsOf(member(file.value, 'allowCrossMarketplaceDependenciesOn')),
    renames: new Map(
      pairs.flatMap(([from, to]) => (to === null || typeof to === 'string' ? [[from, to]] : [])),
    ),
  };
}

/** The files of the plugin of an entry, if they are in the marketplace itself. */
export function treeOf(tree: FileTree, { source }: Entry): FileTree | undefined {
  return source.kind === 'path' && hasFolder(tree.files(), source.folder)
    ? subtree(tree, source.folder)
    : undefined;
}

/** The same for a client that reads the folder in place: it installs a plugin without any files, too. */
export function treeInPlace(tree: FileTree, entry: Entry): FileTree | undefined {
  const { source } = entry;
  if (source.kind !== 'path') return undefined;
  return treeOf(tree, entry) ?? (tree.isFolder?.(source.folder) ? subtree(tree, source.folder) : undefined);
}
