import { requirementOf } from '../model/complete-release.ts';
import { isSoundIntegration } from '../model/generated/format-checks.ts';
import type { Location } from '../model/location.ts';
import {
  type ClientDependency,
  type PluginId,
  pluginId,
  type Requirement,
  type Requirements,
} from '../model/plugin.ts';
import type { IntegrationRecord, RequirementRecord } from '../model/release-record.ts';
import { isAnyRange } from '../model/version.ts';
import type { DocumentPath } from '../text/source-text.ts';
import { isMap, member, textOf } from '../text/values.ts';
import type { JsonFile } from './json-file.ts';
import {
  type DeclaredDependency,
  declaredDependencies,
  declaredOptional,
  dependenciesOfEntry,
  dependencyName,
  type Manifest,
} from './manifest.ts';

/** Former plugin names of the marketplace, and their new names. */
export type Renames = ReadonlyMap<string, string | null>;

/** What a manifest requires: its dependencies under their present names, and the runtimes of its integration block. */
export function manifestRequirements(
  manifest: Manifest,
  marketplace: string,
  renames: Renames,
): Requirements {
  const requires = integrationRecord(manifest)?.requires;
  return {
    dependencies: declaredDependencies(manifest).flatMap((declared) => {
      const requirement = dependencyOf(declared);
      return requirement === undefined ? [] : [underPresentName(requirement, marketplace, renames)];
    }),
    conflicts: [],
    ...optionalOf(manifest),
    runtimes: requires?.runtimes ?? {},
    libraries: requires?.libraries ?? {},
  };
}

/**
 * The dependencies by which the client judges an installed copy: under the names as written, and without a range if it is part of the
 * name. Those of the entry count only for a plugin without a manifest of its own, and their ranges for nothing.
 */
export function clientDependencies(manifest: Manifest): ClientDependency[] {
  const stated = declaredDependencies(manifest).flatMap((declared): ClientDependency[] => {
    const requirement = dependencyOf(declared);
    if (requirement === undefined || (manifest.json !== undefined && declared.from === 'entry')) return [];
    if (declared.from === 'manifest') {
      const range = member(declared.value, 'version');
      const seen = typeof range === 'string' && isAnyRange(range) ? withStar(requirement) : requirement;
      return [declared.file === manifest.stray ? onlyAtInstall(seen) : seen];
    }
    const { name, marketplace } = requirement;
    return [{ name, range: '*', ...(marketplace !== undefined && { marketplace }) }];
  });
  return withLastRanges(stated);
}

/** Of a plugin that is required several times, the last range counts. */
function withLastRanges(all: readonly ClientDependency[]): ClientDependency[] {
  const last = new Map<PluginId, ClientDependency>();
  const keyOf = ({ name, marketplace = '' }: ClientDependency) => pluginId(name, marketplace);
  for (const each of all)
    if (each.range !== '*' || each.hasStar === true || !last.has(keyOf(each))) last.set(keyOf(each), each);
  return all.map((each) => {
    const { range, hasStar } = last.get(keyOf(each)) ?? each;
    return range === each.range && hasStar === each.hasStar
      ? each
      : changed(each, { range, hasStar, onlyAtInstall: each.onlyAtInstall });
  });
}

/** The optional dependencies under the names as written; what is required, too, and the plugin itself, are not among them. */
export function optionalDependencies(manifest: Manifest): Requirement[] {
  const stated = declaredOptional(manifest);
  if (stated.length === 0) return [];
  const required = new Set(declaredDependencies(manifest).map(({ value }) => dependencyName(value)));
  const own = manifest.entry?.name ?? manifest.namespace;
  return stated.flatMap((declared) => {
    const requirement = dependencyOf(declared);
    return requirement === undefined || required.has(requirement.name) || requirement.name === own
      ? []
      : [requirement];
  });
}

const optionalOf = (manifest: Manifest): Pick<Requirements, 'optionalDependencies'> => {
  const found = optionalDependencies(manifest);
  return found.length === 0 ? {} : { optionalDependencies: found };
};

/** The dependencies of the entry alone, which the client follows before it installs anything. */
export const entryDependencies = ({ entry }: Manifest): Requirement[] =>
  entry === undefined ? [] : dependenciesOfEntry(entry).flatMap((declared) => dependencyOf(declared) ?? []);

const onlyAtInstall = (dependency: ClientDependency): ClientDependency =>
  changed(dependency, { range: dependency.range, hasStar: dependency.hasStar, onlyAtInstall: true });

/** A dependency with other properties, and its location, which is still computed when it is shown. */
function changed(
  dependency: ClientDependency,
  {
    range,
    hasStar,
    onlyAtInstall,
  }: { range: string; hasStar: true | undefined; onlyAtInstall: true | undefined },
): ClientDependency {
  const { name, marketplace } = dependency;
  return {
    name,
    range,
    ...(marketplace !== undefined && { marketplace }),
    ...(hasStar && { hasStar }),
    ...(onlyAtInstall && { onlyAtInstall }),
    get location() {
      return dependency.location as Location;
    },
  };
}

const withStar = ({ name, marketplace }: Requirement): ClientDependency => ({
  name,
  range: '*',
  ...(marketplace !== undefined && { marketplace }),
  hasStar: true,
});

/**
 * A dependency as the model has it; undefined if it does not name a plugin. A range after the `@` of a string counts for nothing, as
 * for the client. Its location is computed when it is shown.
 */
export function dependencyOf({ value, file, path }: DeclaredDependency): Requirement | undefined {
  const record = recordOf(value);
  if (record === undefined) return undefined;
  const { name, range, marketplace } = requirementOf(record);
  return new DeclaredRequirement(name, typeof record === 'string' ? '*' : range, marketplace, file, path);
}

/**
 * A class, since a marketplace can have 200,000 dependencies: an object with a getter of its own takes twenty times as long. So a
 * copy of it has no location.
 */
class DeclaredRequirement implements Requirement {
  readonly name: string;
  readonly range: string;
  declare readonly marketplace?: string;
  readonly #file: JsonFile;
  readonly #path: DocumentPath;

  constructor(
    name: string,
    range: string,
    marketplace: string | undefined,
    file: JsonFile,
    path: DocumentPath,
  ) {
    this.name = name;
    this.range = range;
    if (marketplace !== undefined) this.marketplace = marketplace;
    this.#file = file;
    this.#path = path;
  }

  get location(): Location {
    return this.#file.read().locate(this.#path);
  }
}

/** A version that is not a string is dropped, as the client drops it. */
function recordOf(value: unknown): RequirementRecord | undefined {
  if (!isMap(value)) return textOf(value);
  const name = textOf(member(value, 'name'));
  const version = textOf(member(value, 'version'));
  const marketplace = textOf(member(value, 'marketplace'));
  return name === undefined
    ? undefined
    : { name, ...(version !== undefined && { version }), ...(marketplace !== undefined && { marketplace }) };
}

/** Only name changes in the marketplace itself are known. */
function underPresentName(requirement: Requirement, marketplace: string, renames: Renames): Requirement {
  if ((requirement.marketplace ?? marketplace) !== marketplace) return requirement;
  const name = presentName(requirement.name, renames);
  if (name === undefined || name === requirement.name) return requirement;
  const { range } = requirement;
  return {
    name,
    range,
    ...(requirement.marketplace !== undefined && { marketplace: requirement.marketplace }),
    get location() {
      return requirement.location as NonNullable<Requirement['location']>;
    },
  };
}

/** The present names that were looked up. */
const known = new WeakMap<Renames, Map<string, string | undefined>>();

/**
 * The present name of a plugin that may have been renamed, perhaps several times. Each name on the way is followed once, since many plugins
 * can depend on the first of many names.
 * @returns undefined if it was removed, or if the renames form a cycle.
 */
export function presentName(name: string, renames: Renames): string | undefined {
  if (!renames.has(name)) return name;
  const names = known.get(renames) ?? new Map<string, string | undefined>();
  known.set(renames, names);
  const passed = new Set<string>();
  let at: string | null = name;
  while (at !== null && renames.has(at) && !names.has(at) && !passed.has(at)) {
    passed.add(at);
    at = renames.get(at) ?? null;
  }
  const present = at === null || passed.has(at) ? undefined : names.has(at) ? names.get(at) : at;
  for (const each of passed) names.set(each, present);
  return present;
}

/** The integration block below `metadata.mkt`, of the plugin's own manifest first; one with a fault is left out. */
export function integrationRecord({ json, entry, stray }: Manifest): IntegrationRecord | undefined {
  for (const holder of [json?.value, entry?.value, stray?.value]) {
    const block = member(member(holder, 'metadata'), 'mkt');
    if (block !== undefined) return isSoundIntegration(block) ? (block as IntegrationRecord) : undefined;
  }
  return undefined;
}
