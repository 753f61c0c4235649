import { noRequirements, releaseOf, requirementsOf } from '../../model/complete-release.ts';
import { highestFirst } from '../../model/highest-first.ts';
import type { Location } from '../../model/location.ts';
import type { Plugin, Release } from '../../model/plugin.ts';
import type { PluginRecord, ReleaseRecord } from '../../model/release-record.ts';

export type { PluginRecord, ReleaseRecord, RequirementRecord } from '../../model/release-record.ts';

/** Where a dependency of a release is declared. */
export type DependencyPlace = (version: string, index: number) => Location;

/** Where a plugin was found. */
interface Found {
  readonly marketplace: string;
  readonly registry: string;
  readonly location?: Location;
  readonly dependencyPlace?: DependencyPlace;
}

/** Makes a plugin from a record. Cheap: versions are sorted, and releases completed, on demand. */
export const pluginOf = (name: string, record: PluginRecord, found: Found): Plugin =>
  new RecordedPlugin(name, record, found);

/** Keys of what a plugin knows and does not say. Not `#private`, since others derive plugins from it with `Object.create`. */
const source = Symbol('source');
const sorted = Symbol('sorted');

/** A class, since a registry can have 100,000 plugins: an object with closures and accessors takes several times the memory. */
class RecordedPlugin implements Plugin {
  readonly name: string;
  readonly marketplace: string;
  readonly registry: string;
  readonly description: string;
  readonly keywords: readonly string[];
  readonly worksWith: readonly string[];
  declare readonly category?: string;
  declare readonly supersededBy?: NonNullable<Plugin['supersededBy']>;
  declare readonly misnamedTags?: NonNullable<Plugin['misnamedTags']>;
  declare readonly location?: Location;
  readonly [source]: { readonly record: PluginRecord; readonly dependencyPlace: DependencyPlace | undefined };
  [sorted]: readonly string[] | undefined;

  constructor(
    name: string,
    record: PluginRecord,
    { marketplace, registry, location, dependencyPlace }: Found,
  ) {
    this.name = name;
    this.marketplace = marketplace;
    this.registry = registry;
    this.description = record.description ?? '';
    this.keywords = record.keywords ?? none;
    this.worksWith = record.worksWith ?? none;
    if (record.category !== undefined) this.category = record.category;
    if (record.supersededBy !== undefined) this.supersededBy = record.supersededBy;
    if (record.misnamedTags !== undefined) this.misnamedTags = record.misnamedTags;
    if (location !== undefined) this.location = location;
    this[source] = { record, dependencyPlace };
    this[sorted] = undefined;
  }

  get versions() {
    this[sorted] ??= highestFirst(Object.keys(this[source].record.versions ?? {}));
    return this[sorted];
  }

  requirements(version: string) {
    const { record } = this[source];
    const release = releaseIn(record, version);
    return release === undefined ? noRequirements : requirementsOf(record, release);
  }

  release(version: string) {
    const { record, dependencyPlace } = this[source];
    const release = releaseIn(record, version);
    if (release === undefined) return undefined;
    const complete = releaseOf(this.name, this.marketplace, version, record, release);
    return dependencyPlace === undefined ? complete : placed(complete, dependencyPlace);
  }
}

/** Only own properties, because every object has a `constructor`. */
const releaseIn = ({ versions }: PluginRecord, version: string): ReleaseRecord | undefined =>
  versions !== undefined && Object.hasOwn(versions, version) ? versions[version] : undefined;

const none: readonly string[] = [];

/** Locations are computed when they are shown. */
function placed(release: Release, place: DependencyPlace): Release {
  const dependencies = release.dependencies.map((dependency, index) => ({
    ...dependency,
    get location() {
      return place(release.version, index);
    },
  }));
  return { ...release, dependencies };
}
