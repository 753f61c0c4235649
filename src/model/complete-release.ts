import { type ComponentKey, forEachKind, kindOf } from './component-kinds.ts';
import type { Components, Integration, Release, Requirement, Requirements } from './plugin.ts';
import type {
  ComponentsRecord,
  FoundFacts,
  IntegrationRecord,
  PluginRecord,
  ReleaseRecord,
  RequirementRecord,
} from './release-record.ts';
import { parseSpec } from './spec.ts';

export const noRequirements: Requirements = { dependencies: [], conflicts: [], runtimes: {}, libraries: {} };

/** Returns the requirements of a release. */
export function requirementsOf(plugin: PluginRecord, release: ReleaseRecord): Requirements {
  const requires = requiresOf(plugin, release);
  return {
    dependencies: (release.dependencies ?? []).map(requirementOf),
    conflicts: (release.conflicts ?? []).map(requirementOf),
    ...optionalOf(release),
    runtimes: requires.runtimes ?? {},
    libraries: requires.libraries ?? {},
  };
}

const optionalOf = ({ optionalDependencies = [] }: ReleaseRecord) =>
  optionalDependencies.length === 0 ? {} : { optionalDependencies: optionalDependencies.map(requirementOf) };

/** Merges ranges: a release's own replace the plugin's, kind by kind. */
function requiresOf(plugin: PluginRecord, release: ReleaseRecord): Partial<Integration['requires']> {
  return { ...plugin.integration?.requires, ...release.integration?.requires };
}

/** Reads `"name"`, `"name@marketplace"` or `{ name, version, marketplace }`: the client's own shapes. */
export function requirementOf(record: RequirementRecord): Requirement {
  if (typeof record !== 'string') {
    const { name, version = '*', marketplace } = record;
    return { name, range: version === '' ? '*' : version, ...(marketplace !== undefined && { marketplace }) };
  }
  const at = record.indexOf('@');
  if (at <= 0) return { name: record, range: '*' };
  const spec = parseSpec(record);
  if ('error' in spec) {
    const after = record.slice(at + 1);
    return { name: record.slice(0, at), range: '*', ...(after !== '' && { marketplace: after }) };
  }
  const { name, range, marketplace } = spec;
  return { name, range, ...(marketplace !== undefined && { marketplace }) };
}

/** Completes a release with its plugin's defaults. */
export function releaseOf(
  name: string,
  marketplace: string,
  version: string,
  plugin: PluginRecord,
  release: ReleaseRecord,
): Release {
  const category = release.category === undefined ? plugin.category : release.category;
  const license = release.license === undefined ? plugin.license : release.license;
  const source = release.source ?? plugin.source;
  return {
    name,
    marketplace,
    version,
    description: release.description ?? plugin.description ?? '',
    keywords: release.keywords ?? plugin.keywords ?? [],
    components: componentsOf(release.components),
    dependencies: (release.dependencies ?? []).map(requirementOf),
    conflicts: (release.conflicts ?? []).map(requirementOf),
    ...optionalOf(release),
    integration:
      plugin.integration === undefined && release.integration === undefined
        ? noIntegration
        : completeIntegration({
            ...plugin.integration,
            ...release.integration,
            requires: requiresOf(plugin, release),
          }),
    ...(category != null && { category }),
    ...(license != null && { license }),
    ...(source !== undefined && { source }),
    ...(release.date !== undefined && { date: release.date }),
    ...(release.commit !== undefined && { commit: release.commit }),
    ...foundFacts(release),
  };
}

/**
 * A release with an interface that a project states in place of its author. What the release states itself comes first: the block only adds
 * to it. Accessors stay as they are, since reading them could read every file.
 */
export function withIntegration(release: Release, record: IntegrationRecord): Release {
  const own = release.integration;
  const added = completeIntegration(record);
  const known = new Set(own.env.map(({ name }) => name));
  const resources = own.resources ?? added.resources;
  const channels =
    own.channels === undefined && added.channels === undefined
      ? undefined
      : { ...added.channels, ...own.channels };
  const value: Integration = {
    produces: [...own.produces, ...added.produces],
    consumes: [...own.consumes, ...added.consumes],
    publishes: [...new Set([...own.publishes, ...added.publishes])],
    subscribes: [...new Set([...own.subscribes, ...added.subscribes])],
    requires: {
      runtimes: { ...added.requires.runtimes, ...own.requires.runtimes },
      libraries: { ...added.requires.libraries, ...own.requires.libraries },
      tools: [...new Set([...own.requires.tools, ...added.requires.tools])],
    },
    env: [...own.env, ...added.env.filter(({ name }) => !known.has(name))],
    roles: [...new Set([...own.roles, ...added.roles])],
    ...(channels !== undefined && { channels }),
    ...(resources !== undefined && { resources }),
  };
  return Object.defineProperties(
    {},
    { ...Object.getOwnPropertyDescriptors(release), integration: { value, enumerable: true } },
  ) as Release;
}

const factNames = [
  'namespace',
  'unpinnable',
  'statedVersion',
  'tag',
  'untagged',
  'contextTokens',
  'documentation',
  'settings',
] as const satisfies readonly (keyof FoundFacts)[];

/** What a release, or its record, says about its files. */
export function foundFacts(release: FoundFacts): FoundFacts {
  const facts: Record<string, unknown> = {};
  for (const name of factNames) if (release[name] !== undefined) facts[name] = release[name];
  return facts;
}

/** The components of a release that has none: one value for all of them, since a registry can have 100,000. */
export const noComponents: Components = forEachKind<Components>(() => []);

/** The components of a record, those of which only the name is stated with what is known of them: nothing. */
export function componentsOf(record: ComponentsRecord | undefined): Components {
  if (record === undefined) return noComponents;
  return forEachKind<Components>((key) => (record[key] ?? []).map((item) => wholeItem(key, item)) as never);
}

function wholeItem(key: ComponentKey, item: unknown): unknown {
  const { fields } = kindOf(key);
  if (fields === undefined || typeof item !== 'string') return item;
  return Object.fromEntries(
    Object.entries(fields).flatMap(([field, { type }]): [string, unknown][] =>
      type === 'name' ? [[field, item]] : type === 'texts' ? [[field, []]] : [],
    ),
  );
}

/** An integration block with everything that it leaves out. */
export function completeIntegration({ requires, env, resources, ...rest }: IntegrationRecord): Integration {
  return {
    produces: rest.produces ?? [],
    consumes: rest.consumes ?? [],
    publishes: rest.publishes ?? [],
    subscribes: rest.subscribes ?? [],
    requires: {
      runtimes: requires?.runtimes ?? {},
      libraries: requires?.libraries ?? {},
      tools: requires?.tools ?? [],
    },
    env: (env ?? []).map((variable) => ({ required: false, description: '', ...variable })),
    roles: rest.roles ?? [],
    ...(rest.channels !== undefined && { channels: rest.channels }),
    ...(resources !== undefined && { resources }),
  };
}

/** The integration of a plugin that says nothing about it. */
export const noIntegration: Integration = completeIntegration({});
