import { isDeepStrictEqual } from 'node:util';
import { foundFacts, noComponents, noIntegration, requirementOf } from '../../model/complete-release.ts';
import { forEachKind } from '../../model/component-kinds.ts';
import { isSoundIndex } from '../../model/generated/format-checks.ts';
import { highestFirst } from '../../model/highest-first.ts';
import {
  type Components,
  type Plugin,
  pluginId,
  type Release,
  type Requirement,
} from '../../model/plugin.ts';
import type { Registry } from '../../model/registry.ts';
import { isRange } from '../../model/version.ts';
import type { Writable } from '../../model/writable.ts';
import type { IndexFile } from './index-registry.ts';
import type { PluginRecord, ReleaseRecord, RequirementRecord } from './plugin-record.ts';

/** A plugin as an index has it, with its identity. */
export interface NamedRecord {
  readonly name: string;
  readonly marketplace: string;
  readonly record: PluginRecord;
}

/**
 * Combines plugins into one index, sorted. The marketplace of most of them becomes that of the index; plugins of other ones get the
 * key `name@marketplace`.
 */
export function indexOf(plugins: readonly NamedRecord[]): IndexFile {
  const counts = new Map<string, number>();
  for (const { marketplace } of plugins) counts.set(marketplace, (counts.get(marketplace) ?? 0) + 1);
  const [main] = [...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
  const home = main?.[0] ?? 'empty';
  const entries = plugins.map(({ name, marketplace, record }): [string, PluginRecord] => [
    marketplace === home ? name : pluginId(name, marketplace),
    record,
  ]);
  // `fromEntries` makes every name an own property, even `__proto__`.
  return {
    mkt: 1,
    marketplace: home,
    plugins: Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** So many plugins of a registry are looked up at the same time. */
const lookupsAtOnce = 16;

/**
 * Reads the plugins of registries that can list theirs, as an index has them: name by name, so that not all need to be in memory.
 * @param take receives the records of a name, one for each marketplace that has it.
 * @param leaveOut receives the plugins and releases that cannot be read or cannot be part of an index.
 * @param progress receives how many names are done.
 */
export async function readRecords(
  registries: readonly Registry[],
  take: (name: string, records: readonly NamedRecord[]) => void,
  leaveOut: (what: string) => void = () => undefined,
  progress: (done: number, all: number) => void = () => undefined,
): Promise<void> {
  const sources = new Map<string, Registry[]>();
  for (const registry of registries)
    for (const name of registry.names() ?? []) {
      const list = sources.get(name);
      if (list === undefined) sources.set(name, [registry]);
      else list.push(registry);
    }
  let done = 0;
  const waiting = sources.entries();
  const work = async () => {
    for (const [name, having] of waiting) {
      const records = await Promise.all(having.map((registry) => recordsNamed(registry, name, leaveOut)));
      done += 1;
      progress(done, sources.size);
      take(name, withoutRepeated(records.flat()));
    }
  };
  await Promise.all(Array.from({ length: lookupsAtOnce }, work));
}

async function recordsNamed(
  registry: Registry,
  name: string,
  leaveOut: (what: string) => void,
): Promise<NamedRecord[]> {
  const lookup = await registry.lookup(name);
  // A reader would take the part after `@` for the marketplace.
  if (lookup.status === 'failed' || name.includes('@')) {
    leaveOut(name);
    return [];
  }
  return lookup.plugins.map((plugin) => ({
    name,
    marketplace: plugin.marketplace,
    record: recordOf(plugin, leaveOut),
  }));
}

/** Of the same plugin, the first one counts, as if all registries were in use. */
function withoutRepeated(records: readonly NamedRecord[]): readonly NamedRecord[] {
  const seen = new Set<string>();
  return records.filter(({ marketplace }) => !seen.has(marketplace) && seen.add(marketplace));
}

/** A record with nothing but what people search: the newest release, without what it requires and where it is. */
export function newestOf(record: PluginRecord): PluginRecord {
  const { versions = {}, misnamedTags, source, supersededBy, worksWith, ...shown } = record;
  const [newest] = highestFirst(Object.keys(versions));
  const release = newest === undefined ? undefined : versions[newest];
  if (newest === undefined || release === undefined) return { ...shown, versions: {} };
  const { description, category, keywords, components, integration, unpinnable, statedVersion } = release;
  const kept = withoutUndefined({
    description,
    category,
    keywords,
    components,
    integration,
    unpinnable,
    statedVersion,
  });
  return { ...shown, versions: byKey([[newest, kept]]) };
}

/**
 * An object with keys that hardly any other has, such as versions. Without a prototype, since an engine describes the keys of an ordinary
 * object apart, once for each sequence of keys, and keeps that long: for 100,000 plugins it would take a gigabyte.
 */
export function byKey<Value>(entries: Iterable<readonly [key: string, value: Value]>): Record<string, Value> {
  const made: Record<string, Value> = Object.create(null);
  for (const [key, value] of entries) made[key] = value;
  return made;
}

const withoutUndefined = (fields: object): ReleaseRecord =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

function recordOf(plugin: Plugin, leaveOut: (what: string) => void): PluginRecord {
  const { description, category, keywords, worksWith, supersededBy, misnamedTags = [], versions } = plugin;
  const releases = versions.flatMap((version): [string, ReleaseRecord][] => {
    const release = plugin.release(version);
    const record = release && releaseRecord(release, plugin);
    if (record !== undefined && isSound(version, record)) return [[version, record]];
    leaveOut(`${plugin.name}@${version}`);
    return [];
  });
  return {
    ...withoutEmpty({ description, keywords, worksWith, misnamedTags }),
    ...(category !== undefined && { category }),
    ...(supersededBy !== undefined && { supersededBy }),
    versions: byKey(releases),
  };
}

/** One release that a reader rejects, for example because of an invalid range, would make all the others unusable. */
function isSound(version: string, record: ReleaseRecord): boolean {
  return isSoundIndex({
    mkt: 1,
    marketplace: 'one',
    plugins: { one: { versions: byKey([[version, record]]) } },
  });
}

/** What a release says beyond its plugin. Key by key: there can be a million releases, and copies of copies take many times as long. */
function releaseRecord(release: Release, plugin: Plugin): ReleaseRecord {
  const { category, components, integration } = release;
  const record: Writable<ReleaseRecord> = {};
  if (release.date !== undefined) record.date = release.date;
  if (release.commit !== undefined) record.commit = release.commit;
  if (release.description !== plugin.description) record.description = release.description;
  if (category !== plugin.category) record.category = category ?? null;
  if (!isDeepStrictEqual(release.keywords, plugin.keywords)) record.keywords = release.keywords;
  if (release.license !== undefined) record.license = release.license;
  if (release.source !== undefined) record.source = release.source;
  if (components !== noComponents) {
    // An index does not have the component kinds that are not in the table.
    const known = withoutEmpty(forEachKind<Components>((key) => components[key]));
    if (!isEmpty(known)) record.components = known;
  }
  // One with an invalid range is left out by the client, and would make the whole release unusable here.
  const optional = release.optionalDependencies?.filter(({ range }) => isRange(range)) ?? [];
  if (release.dependencies.length > 0) record.dependencies = release.dependencies.map(requirementRecord);
  if (optional.length > 0) record.optionalDependencies = optional.map(requirementRecord);
  if (release.conflicts.length > 0) record.conflicts = release.conflicts.map(requirementRecord);
  if (integration !== noIntegration) {
    const { requires, ...rest } = integration;
    const wiring = withoutEmpty({ ...rest, requires: withoutEmpty(requires) });
    if (!isEmpty(wiring)) record.integration = wiring;
  }
  return Object.assign(record, foundFacts(release));
}

function requirementRecord({ name, range, marketplace }: Requirement): RequirementRecord {
  const wanted = { name, range, ...(marketplace !== undefined && { marketplace }) };
  const short = marketplace === undefined ? name : pluginId(name, marketplace);
  if (range === '*' && isDeepStrictEqual(requirementOf(short), wanted)) return short;
  return {
    name,
    ...(range !== '*' && { version: range }),
    ...(marketplace !== undefined && { marketplace }),
  };
}

/** The fields that are not empty strings, lists or objects. */
function withoutEmpty<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && !isEmpty(value)),
  ) as Partial<T>;
}

const isEmpty = (value: unknown): boolean =>
  value === '' || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
