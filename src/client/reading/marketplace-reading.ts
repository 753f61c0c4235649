import type { ClientFacts } from '../../model/client.ts';
import { leadingToCycles } from '../../model/cycles.ts';
import type { Location } from '../../model/location.ts';
import { componentName } from '../../model/plugin.ts';
import { type Fault, isOf, problem } from '../../model/problems.ts';
import type { MarketplacePolicy } from '../../model/registry.ts';
import { suggester } from '../../model/suggestion.ts';
import { once } from '../../text/once.ts';
import { listOf, member, textOf } from '../../text/values.ts';
import { type FileTree, marketplacePath, shownIn } from '../file-tree.ts';
import { type JsonFile, openJson } from '../json-file.ts';
import {
  type DeclaredDependency,
  declaredDependencies,
  dependenciesOfEntry,
  dependencyName,
  type Entry,
  type Manifest,
  readManifest,
} from '../manifest.ts';
import { entriesOf, maximumMarketplaceBytes, policyOf, treeOf } from '../marketplace-file.ts';
import { entryFaults, namelessEntries, nearFolderIn } from './entry-faults.ts';
import { marketplaceFileFaults } from './marketplace-file-faults.ts';
import { plainEntryCheck } from './plain-entry.ts';
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
  /** The place of each name among the entries; of the first, if several have it, as the client takes that. */
  readonly places: ReadonlyMap<string, number>;
  /** Those of them that need a closer look, in order: all but the plain ones, which are most in a large marketplace. */
  readonly notable: readonly Entry[];
  /** The plugins of the notable entries, in order. */
  readonly plugins: readonly PluginReading[];
  readonly policy: MarketplacePolicy;
  /** Dependencies inside the marketplace, by the plugin that has them; only of plugins that lead to a cycle. */
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
  /** Looks closely at every entry, for a test that compares: it finds the same, only more slowly. */
  readonly looksClosely?: true;
}

/** Reads a marketplace and everything in it. */
export function readWhole(
  tree: FileTree,
  { path = marketplacePath, ...options }: ReadingOptions,
): MarketplaceReading | NoReading {
  const file = openJson(tree, path, maximumMarketplaceBytes);
  return file === undefined ? noReading(tree, path) : readingOf(tree, file, options);
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
  { facts, origin, looksClosely }: Omit<ReadingOptions, 'path'>,
): MarketplaceReading {
  const name = textOf(member(file.value, 'name')) ?? '';
  const policy = policyOf(file);
  const entries = entriesOf(file);
  const places = placesByName(entries);
  const isPlain = plainEntryCheck(facts, places);
  const notable = looksClosely === true ? entries : entries.filter(({ value }) => !isPlain(value));
  const names = once(() => new Set(places.keys()));
  const otherNames = once(() => otherNamesOf(plugins()));
  const around: Surroundings = {
    marketplace: name,
    get names() {
      return names();
    },
    near: suggester(names),
    get otherNames() {
      return otherNames();
    },
    ...policy,
  };
  const manifestOf = (entry: Entry) => readManifest(treeOf(tree, entry), entry, facts);
  const plugins = once(() => notable.map((entry) => readPlugin(manifestOf(entry), around)));
  const edges = once(() => {
    const manifests = new Map(plugins().map(({ manifest }) => [manifest.entry, manifest]));
    return edgesOf(entries, (entry) => manifests.get(entry), { name, places });
  });
  const callable = once(() => callableOf(plugins()));
  const nearFolder = once(() => nearFolderIn(tree));
  const faults = once(() => [
    ...marketplaceFileFaults(file, facts, origin),
    ...namelessEntries(file),
    ...notable.flatMap((entry) => entryFaults(entry, tree, nearFolder)),
  ]);
  return {
    kind: 'marketplace',
    name,
    tree,
    file,
    facts,
    origin,
    entries,
    places,
    notable,
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

/** The place of each name among the entries; of the first, if several have it. */
function placesByName(entries: readonly Entry[]): Map<string, number> {
  const places = new Map<string, number>();
  for (const [place, { name }] of entries.entries()) if (!places.has(name)) places.set(name, place);
  return places;
}

/**
 * The dependencies of the plugins that lead to a cycle.
 * @param manifestOf the manifest of an entry, if it is notable: a plain one depends on what it lists.
 */
function edgesOf(
  entries: readonly Entry[],
  manifestOf: (entry: Entry) => Manifest | undefined,
  { name: marketplace, places }: Pick<MarketplaceReading, 'name' | 'places'>,
): Map<string, Edge[]> {
  const placeOf = (value: unknown): number | undefined => {
    const to = dependencyName(value);
    const elsewhere = textOf(member(value, 'marketplace')) ?? marketplace;
    return to === undefined || elsewhere !== marketplace ? undefined : places.get(to);
  };
  const declaredBy = (entry: Entry): readonly DeclaredDependency[] => {
    const manifest = manifestOf(entry);
    return manifest === undefined ? dependenciesOfEntry(entry) : declaredDependencies(manifest);
  };
  const targets = entries.map((entry, place): number[] => {
    const found: number[] = [];
    if (places.get(entry.name) !== place) return found;
    const manifest = manifestOf(entry);
    const values =
      manifest === undefined
        ? listOf(entry.value.dependencies ?? [])
        : declaredDependencies(manifest).map((declared) => declared.value);
    for (const value of values) {
      const to = placeOf(value);
      if (to !== undefined) found.push(to);
    }
    return found;
  });
  return new Map(
    leadingToCycles(targets).map((place) => {
      const entry = entries[place] as Entry;
      const own = declaredBy(entry).flatMap(({ value, file, path, from }): Edge[] => {
        const to = placeOf(value);
        if (to === undefined) return [];
        const { name } = entries[to] as Entry;
        return [{ to: name, inEntry: from === 'entry', location: () => file.read().locate(path) }];
      });
      return [entry.name, own];
    }),
  );
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
