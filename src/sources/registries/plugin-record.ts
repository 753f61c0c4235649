import { noRequirements, releaseOf, requirementsOf } from '../../model/complete-release.ts';
import { highestFirst } from '../../model/highest-first.ts';
import type { Location } from '../../model/location.ts';
import type { Plugin, Release } from '../../model/plugin.ts';
import type { PluginRecord } from '../../model/release-record.ts';

export type { PluginRecord, ReleaseRecord, RequirementRecord } from '../../model/release-record.ts';

/** Where a dependency of a release is declared. */
export type DependencyPlace = (version: string, index: number) => Location;

/** Makes a plugin from a record. Cheap: versions are sorted, and releases completed, on demand. */
export function pluginOf(
  name: string,
  record: PluginRecord,
  {
    marketplace,
    registry,
    location,
    dependencyPlace,
  }: {
    marketplace: string;
    registry: string;
    location?: Location;
    dependencyPlace?: DependencyPlace;
  },
): Plugin {
  const records = record.versions ?? {};
  // Only own properties, because every object has a `constructor`.
  const recordOf = (version: string) => (Object.hasOwn(records, version) ? records[version] : undefined);
  let sorted: readonly string[] | undefined;
  return {
    name,
    marketplace,
    registry,
    description: record.description ?? '',
    keywords: record.keywords ?? [],
    worksWith: record.worksWith ?? [],
    ...(record.category !== undefined && { category: record.category }),
    ...(record.supersededBy !== undefined && { supersededBy: record.supersededBy }),
    ...(record.misnamedTags !== undefined && { misnamedTags: record.misnamedTags }),
    ...(location !== undefined && { location }),
    get versions() {
      sorted ??= highestFirst(Object.keys(records));
      return sorted;
    },
    requirements(version) {
      const release = recordOf(version);
      return release === undefined ? noRequirements : requirementsOf(record, release);
    },
    release(version) {
      const release = recordOf(version);
      if (release === undefined) return undefined;
      const complete = releaseOf(name, marketplace, version, record, release);
      return dependencyPlace === undefined ? complete : placed(complete, dependencyPlace);
    },
  };
}

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
