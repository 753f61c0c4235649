import type Comparator from 'semver/classes/comparator.js';
import Range from 'semver/classes/range.js';
import SemVer from 'semver/classes/semver.js';
import validVersion from 'semver/functions/valid.js';
import { type ClientView, type Plugin, pluginId } from '../model/plugin.ts';
import type { Answer, Wanted } from '../model/resumable.ts';
import { isAnyRange, noVersion } from '../model/version.ts';
import { EdgeGroups, type EdgeList, type Package, type PackageKind } from './package.ts';
import { createRangeReader, type RangeEvaluator, rangeEvaluator } from './ranges.ts';
import { rootKey } from './solver.ts';
import { has, highest, intersect, isSubset, setBetween, setOf, type VersionSet } from './version-set.ts';

/**
 * Everything loaded so far, as packages. Runtimes and libraries are created here, from the ranges that require them.
 * See `docs/resolver.md`, "Semantics".
 */
export interface Universe {
  readonly packages: Map<string, Package>;
  /** Registers a plugin that the search will ask for. */
  want(wanted: Wanted): void;
  provide(wanted: Wanted, answer: Answer): void;
  /** Grows when a runtime gets new candidate versions: what was derived before may not hold. */
  generation(): number;
  /** Returns the same plugins in another environment; what is provided here is provided there too. */
  elsewhere(environment: Readonly<Record<string, string>>): Universe;
  /** The plugin behind a key; undefined for a runtime or library. */
  wantedOf(key: string): Wanted | undefined;
}

/** @param environment known versions of runtimes and libraries; one that is not listed may have any version. */
export function createUniverse(environment: Readonly<Record<string, string>>): Universe {
  const packages = new Map<string, Package>([[rootKey, rootPackage]]);
  const wanted = new Map<string, Wanted>();
  const surroundings = new Map<string, Set<string>>();
  const known = new Map(Object.entries(environment));
  const readRange = createRangeReader();
  const provided: [Wanted, Answer][] = [];
  const others: Universe[] = [];
  let generation = 0;

  const evaluatorOf = (versions: readonly string[]) => rangeEvaluator(versions, readRange);

  /** Adds the versions of a runtime or library that a range may need. */
  function note(kind: 'runtime' | 'library', name: string, range: string): string {
    const key = surroundingKey(kind, name);
    const candidates = surroundings.get(key) ?? new Set();
    const before = candidates.size;
    const fixed = known.get(name);
    for (const version of fixed === undefined ? candidatesOf(range) : [fixed]) candidates.add(version);
    if (candidates.size > before) {
      generation += 1;
      surroundings.set(key, candidates);
      const versions = ascending(candidates);
      packages.set(
        key,
        new LoadedPackage({
          key,
          name,
          kind,
          versions,
          ranges: evaluatorOf(versions),
          fixed: fixed !== undefined,
        }),
      );
    }
    return key;
  }

  function edgesOf(plugin: Plugin, version: string): EdgeList {
    const { dependencies, conflicts, runtimes, libraries } = plugin.requirements(version);
    const edges: EdgeList[number][] = [];
    const add = (
      kind: 'dependency' | 'conflict',
      { name, range, marketplace = plugin.marketplace }: (typeof dependencies)[number],
    ) => {
      const on = pluginId(name, marketplace);
      if (!wanted.has(on)) wanted.set(on, { name, marketplace });
      edges.push({ kind, on, range });
    };
    for (const dependency of dependencies) add('dependency', dependency);
    for (const conflict of conflicts) add('conflict', conflict);
    for (const [name, range] of Object.entries(runtimes)) {
      if (readRange(range) !== undefined)
        edges.push({ kind: 'dependency', on: note('runtime', name, range), range });
    }
    for (const [name, range] of Object.entries(libraries)) {
      if (readRange(range) !== undefined)
        edges.push({ kind: 'dependency', on: note('library', name, range), range });
    }
    return edges;
  }

  return {
    packages,
    generation: () => generation,
    wantedOf: (key) => wanted.get(key),
    want: (plugin) => void wanted.set(pluginId(plugin.name, plugin.marketplace), plugin),
    elsewhere(changed) {
      const other = createUniverse(changed);
      for (const each of provided) other.provide(...each);
      others.push(other);
      return other;
    },
    provide({ name, marketplace }, answer) {
      provided.push([{ name, marketplace }, answer]);
      for (const other of others) other.provide({ name, marketplace }, answer);
      const key = pluginId(name, marketplace);
      wanted.set(key, { name, marketplace });
      const kind = 'plugin';
      if (answer.status !== 'found') {
        const missing = answer.status === 'missing';
        const failure = answer.status === 'failed' ? answer.reason : undefined;
        const ranges = evaluatorOf([]);
        packages.set(key, new LoadedPackage({ key, name, kind, versions: [], ranges, missing, failure }));
        return;
      }
      const { plugin } = answer;
      const versions = plugin.versions.toReversed();
      const loaded: Loaded = {
        key,
        name,
        kind,
        versions,
        ranges: evaluatorOf(versions),
        edgesAt: (position) => edgesOf(plugin, versions[position - 1] as string),
        unversioned: versions[0] === noVersion && plugin.release(noVersion)?.unpinnable === true,
      };
      packages.set(
        key,
        plugin.client === undefined ? new LoadedPackage(loaded) : new ClientPackage(loaded, plugin.client),
      );
    },
  };
}

/** Keys of runtimes and libraries cannot be mistaken for `name@marketplace`. */
function surroundingKey(kind: 'runtime' | 'library', name: string): string {
  return `\u0001${kind}\u0001${name}`;
}

/** What a package is made from. */
interface Loaded extends Pick<Package, 'key' | 'name' | 'kind' | 'versions'>, Partial<LoadState> {
  readonly ranges: RangeEvaluator;
  /** By default it has none. */
  readonly edgesAt?: (position: number) => EdgeList;
}

type LoadState = Pick<Package, 'missing' | 'fixed' | 'unversioned' | 'failure'>;

/** A class for the same reason as {@link EdgeGroups}. */
class LoadedPackage implements Package {
  readonly key: string;
  readonly name: string;
  readonly kind: PackageKind;
  readonly versions: readonly string[];
  readonly missing: boolean;
  readonly fixed: boolean;
  readonly unversioned: boolean;
  readonly failure: string | undefined;
  readonly #ranges: RangeEvaluator;
  readonly #edges: EdgeGroups;

  constructor(loaded: Loaded) {
    this.key = loaded.key;
    this.name = loaded.name;
    this.kind = loaded.kind;
    this.versions = loaded.versions;
    this.missing = loaded.missing === true;
    this.fixed = loaded.fixed === true;
    this.unversioned = loaded.unversioned === true;
    this.failure = loaded.failure;
    this.#ranges = loaded.ranges;
    this.#edges = new EdgeGroups(loaded.versions.length, loaded.edgesAt ?? (() => []));
  }

  edges(position: number) {
    return this.#edges.at(position);
  }

  preferred(_domain: VersionSet): number {
    return 0;
  }

  matching(range: string) {
    return this.#ranges.matching(range);
  }

  written(versions: VersionSet) {
    return this.#ranges.written(versions);
  }

  nearRange(range: string) {
    return this.#ranges.nearRange(range);
  }
}

const rootPackage: Package = new LoadedPackage({
  key: rootKey,
  name: 'you',
  kind: 'root',
  versions: ['1.0.0'],
  ranges: { matching: () => setOf([1], 1), written: () => undefined, nearRange: () => [] },
});

/**
 * A plugin as the client takes it: without a range the current copy, whatever its version; with one, a version that has a tag. Of a
 * plugin inside the marketplace, it loads the current copy in any case.
 * See `docs/resolver.md`, "Preferences".
 */
class ClientPackage extends LoadedPackage {
  readonly #client: ClientView;
  readonly #all: VersionSet;
  readonly #current: number;
  readonly #known = new Map<string, VersionSet | undefined>();
  #tagged: VersionSet | undefined;

  constructor(loaded: Loaded, client: ClientView) {
    super(loaded);
    const { versions } = loaded;
    this.#client = client;
    this.#all = setBetween(1, versions.length, versions.length);
    this.#current = versions.indexOf(client.currentTag ?? client.current) + 1;
  }

  override matching(range: string) {
    const known = this.#known;
    if (!known.has(range)) known.set(range, isAnyRange(range) ? this.#all : super.matching(range));
    return known.get(range);
  }

  override preferred(domain: VersionSet): number {
    const current = this.#current;
    if (isSubset(this.#all, domain) || (this.#client.loadsCurrent && current > 0 && has(domain, current)))
      return current;
    this.#tagged ??= positionsOfTags(this.versions, new Set(this.#client.tagged));
    return highest(intersect(this.#tagged, domain));
  }
}

const positionsOfTags = (versions: readonly string[], tagged: ReadonlySet<string>): VersionSet =>
  setOf(
    versions.flatMap((version, index) => (tagged.has(version) ? [index + 1] : [])),
    versions.length,
  );

/**
 * Returns the versions that decide whether ranges on an unknown version overlap. Where several ranges overlap there is a
 * lowest version, which is a lower bound of one of them or the version after an excluded bound: so these suffice.
 */
function candidatesOf(range: string): string[] {
  const found = new Set(['0.0.0']);
  for (const comparators of new Range(range).set) {
    for (const comparator of comparators) {
      const { semver, operator } = comparator as Comparator;
      if (!(semver instanceof SemVer)) continue;
      const { major, minor, patch, prerelease } = semver;
      const plain = `${major}.${minor}.${patch}`;
      if (operator === '>=' || operator === '') found.add(semver.version);
      if (operator === '>') {
        if (prerelease.length > 0) found.add(`${semver.version}.0`).add(plain);
        else found.add(`${major}.${minor}.${patch + 1}-0`).add(`${major}.${minor}.${patch + 1}`);
      }
    }
  }
  return [...found];
}

const ascending = (versions: Iterable<string>): string[] =>
  [...versions]
    .filter((version) => validVersion(version) !== null)
    .sort((a, b) => new SemVer(a).compare(b) || (a < b ? -1 : 1));
