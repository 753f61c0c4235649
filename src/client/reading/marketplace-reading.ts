import type { ClientFacts } from '../../model/client.ts';
import type { Location } from '../../model/location.ts';
import { componentName } from '../../model/plugin.ts';
import { type Fault, isOf, problem } from '../../model/problems.ts';
import type { MarketplacePolicy } from '../../model/registry.ts';
import { once } from '../../text/once.ts';
import { member, textOf } from '../../text/values.ts';
import { type FileTree, marketplacePath, shownIn } from '../file-tree.ts';
import { type JsonFile, openJson } from '../json-file.ts';
import { declaredDependencies, dependencyName, type Entry, readManifest } from '../manifest.ts';
import { entriesOf, maximumMarketplaceBytes, policyOf, treeOf } from '../marketplace-file.ts';
import { entryFaults, foldersOf, namelessEntries } from './entry-faults.ts';
import { marketplaceFileFaults } from './marketplace-file-faults.ts';
import { type PluginReading, readPlugin } from './plugin-reading.ts';
import type { Surroundings } from './stated-dependencies.ts';

/**
 * A marketplace with all plugins that are in it, read: the input of all rules about it. Every member is computed once, on demand.
 */
export interface MarketplaceReading {
  readonly kind: 'marketplace';
  /** The name in its file; empty if it has none. */
  readonly name: string;
  readonly tree: FileTree;
  readonly file: JsonFile;
  readonly facts: ClientFacts;
  /** The repository that it comes from, if known. */
  readonly origin: string | undefined;
  /** Every entry that has a name, in order. */
  readonly entries: readonly Entry[];
  /** The plugins of the entries, in order. */
  readonly plugins: readonly PluginReading[];
  readonly policy: MarketplacePolicy;
  /** Dependencies inside the marketplace, by the plugin that has them. */
  readonly edges: ReadonlyMap<string, readonly Edge[]>;
  /**
   * The possible names of the components of each plugin, in lower case, by the name of the plugin; by both names, if it has two.
   */
  readonly callable: ReadonlyMap<string, ReadonlySet<string>>;
  /** What prevents the client from adding it or installing its entries, and what is wrong with the form of its file. */
  readonly faults: readonly Fault[];
}

/** One dependency between two plugins of a marketplace. */
export interface Edge {
  readonly to: string;
  /** Declared in the entry of the marketplace: there the client rejects a cycle. */
  readonly inEntry: boolean;
  readonly location: () => Location;
}

/** A folder that does not contain a readable marketplace, and why. */
export interface NoReading {
  readonly kind: 'none';
  readonly faults: readonly Fault[];
}

export interface ReadingOptions {
  /** The path of `marketplace.json` in the tree, if it is not the default. */
  readonly path?: string;
  /** What is known about the client. */
  readonly facts: ClientFacts;
  /** The repository that it comes from, if known. */
  readonly origin?: string;
}

/** Reads a marketplace and everything in it. */
export function readWhole(
  tree: FileTree,
  { path = marketplacePath, facts, origin }: ReadingOptions,
): MarketplaceReading | NoReading {
  const file = openJson(tree, path, maximumMarketplaceBytes);
  return file === undefined ? noReading(tree, path) : readingOf(tree, file, facts, origin);
}

/** Without its file it is not a marketplace, whatever else is in the folder. */
function noReading(tree: FileTree, path: string): NoReading {
  const shown = shownIn(tree, path);
  const [first] = tree.problems.filter(({ location }) => location.file === shown);
  if (first === undefined) {
    const missing = problem(
      'malformed-file',
      'no-file',
      {},
      { location: { file: shown, line: 1, column: 1 } },
    );
    return { kind: 'none', faults: [missing, ...tree.problems] };
  }
  const others = tree.problems.filter(({ location }) => location.file !== shown);
  return { kind: 'none', faults: [decisive(first), ...others] };
}

/** What prevents the file itself from being read. */
const decisive = (fault: Fault): Fault =>
  isOf(fault, 'missing-source', 'link')
    ? problem('missing-source', 'linked-marketplace', fault.evidence, { location: fault.location })
    : fault;

function readingOf(
  tree: FileTree,
  file: JsonFile,
  facts: ClientFacts,
  origin: string | undefined,
): MarketplaceReading {
  const name = textOf(member(file.value, 'name')) ?? '';
  const policy = policyOf(file);
  const entries = entriesOf(file);
  const names = new Set(entries.map((entry) => entry.name));
  const otherNames = once(() => otherNamesOf(plugins()));
  const around: Surroundings = {
    marketplace: name,
    names,
    get otherNames() {
      return otherNames();
    },
    ...policy,
  };
  const plugins = once(() =>
    entries.map((entry) => readPlugin(readManifest(treeOf(tree, entry), entry, facts), around)),
  );
  const edges = once(() => edgesOf(plugins(), around));
  const callable = once(() => callableOf(plugins()));
  const folders = once(() => foldersOf(tree));
  const faults = once(() => [
    ...marketplaceFileFaults(file, facts, origin),
    ...namelessEntries(file),
    ...entries.flatMap((entry) => entryFaults(entry, tree, folders)),
  ]);
  return {
    kind: 'marketplace',
    name,
    tree,
    file,
    facts,
    origin,
    entries,
    policy,
    get plugins() {
      return plugins();
    },
    get edges() {
      return edges();
    },
    get callable() {
      return callable();
    },
    get faults() {
      return faults();
    },
  };
}

/** Names of entries by the names in the plugins' own manifests, where the two differ. */
function otherNamesOf(plugins: readonly PluginReading[]): Map<string, string> {
  return new Map(
    plugins.flatMap(({ manifest: { json, entry } }): [string, string][] => {
      const own = textOf(member(json?.value, 'name'));
      return own === undefined || entry === undefined || own === entry.name ? [] : [[own, entry.name]];
    }),
  );
}

/** If several plugins have the same name, the client takes the first. */
function edgesOf(
  plugins: readonly PluginReading[],
  { marketplace, names }: Surroundings,
): Map<string, Edge[]> {
  const edges = new Map<string, Edge[]>();
  for (const { manifest, name } of plugins) {
    if (edges.has(name)) continue;
    const found = declaredDependencies(manifest).flatMap(({ value, file, path, from }): Edge[] => {
      const to = dependencyName(value);
      const elsewhere = textOf(member(value, 'marketplace')) ?? marketplace;
      if (to === undefined || elsewhere !== marketplace || !names.has(to)) return [];
      return [{ to, inEntry: from === 'entry', location: () => file.read().locate(path) }];
    });
    edges.set(name, found);
  }
  return edges;
}

function callableOf(plugins: readonly PluginReading[]): Map<string, Set<string>> {
  const callable = new Map<string, Set<string>>();
  for (const { contents, manifest, name: own } of plugins) {
    if (contents === undefined) continue;
    const names = contents.components.texts.flatMap(({ path, fallback, kind }) =>
      // A text component can be called by its folder or file even if it has another name: the client is lenient, and so is the
      // check.
      [path, fallback, componentName(path), ...(kind === 'commands' ? [path.replaceAll('/', ':')] : [])],
    );
    for (const name of new Set([manifest.namespace, own])) {
      const all = callable.get(name) ?? new Set<string>();
      for (const each of names) all.add(each.toLowerCase());
      callable.set(name, all);
    }
  }
  return callable;
}
