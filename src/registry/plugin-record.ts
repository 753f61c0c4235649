import type { Location } from '../model/location.ts';
import type {
  Components,
  EnvVar,
  Hook,
  Integration,
  LspServer,
  McpServer,
  Plugin,
  Port,
  Release,
  Requirement,
  Requirements,
  Resources,
  Source,
} from '../model/plugin.ts';
import { parseSpec } from '../model/spec.ts';
import { highestFirst } from './highest-first.ts';

/** A plugin as an index file holds it; every field may be missing. Checked by the readers, so it is trusted here. */
export interface PluginRecord {
  readonly description?: string;
  readonly category?: string;
  readonly keywords?: readonly string[];
  readonly license?: string;
  readonly source?: Source;
  readonly worksWith?: readonly string[];
  readonly supersededBy?: { readonly name: string; readonly since: string };
  readonly integration?: IntegrationRecord;
  readonly versions?: Readonly<Record<string, ReleaseRecord>>;
}

/** One release; what it states wins over the plugin's defaults, and `null` means: not stated at this release. */
export interface ReleaseRecord {
  readonly date?: string;
  readonly commit?: string;
  readonly description?: string;
  readonly category?: string | null;
  readonly keywords?: readonly string[];
  readonly license?: string | null;
  readonly source?: Source;
  readonly components?: ComponentsRecord;
  readonly dependencies?: readonly RequirementRecord[];
  readonly conflicts?: readonly RequirementRecord[];
  readonly integration?: IntegrationRecord;
}

export type RequirementRecord =
  | string
  | { readonly name: string; readonly version?: string; readonly marketplace?: string };

interface ComponentsRecord extends Partial<Omit<Components, 'hooks' | 'mcpServers' | 'lspServers'>> {
  readonly hooks?: readonly (string | Hook)[];
  readonly mcpServers?: readonly (string | McpServer)[];
  readonly lspServers?: readonly (string | LspServer)[];
}

interface IntegrationRecord {
  readonly produces?: readonly Port[];
  readonly consumes?: readonly Port[];
  readonly publishes?: readonly string[];
  readonly subscribes?: readonly string[];
  readonly requires?: Partial<Integration['requires']>;
  readonly resources?: Resources;
  readonly env?: readonly (Omit<EnvVar, 'required' | 'description'> & Partial<EnvVar>)[];
  readonly roles?: readonly string[];
}

/** Makes a plugin of a record. Cheap: versions are sorted, and releases completed, when they are asked for. */
export function pluginOf(
  name: string,
  record: PluginRecord,
  { marketplace, registry, location }: { marketplace: string; registry: string; location?: Location },
): Plugin {
  const records = record.versions ?? {};
  // An own property, because every object answers for `constructor`.
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
      return release === undefined ? undefined : releaseOf(name, marketplace, version, record, release);
    },
  };
}

const noRequirements: Requirements = { dependencies: [], conflicts: [], runtimes: {}, libraries: {} };

function requirementsOf(plugin: PluginRecord, release: ReleaseRecord): Requirements {
  const requires = requiresOf(plugin, release);
  return {
    dependencies: (release.dependencies ?? []).map(requirementOf),
    conflicts: (release.conflicts ?? []).map(requirementOf),
    runtimes: requires.runtimes ?? {},
    libraries: requires.libraries ?? {},
  };
}

/** A release's ranges win over the plugin's, kind by kind: who states runtimes, states them all. */
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
  if ('error' in spec) return { name: record.slice(0, at), range: '*', marketplace: record.slice(at + 1) };
  const { name, range, marketplace } = spec;
  return { name, range, ...(marketplace !== undefined && { marketplace }) };
}

function releaseOf(
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
    components: componentsOf(release.components ?? {}),
    dependencies: (release.dependencies ?? []).map(requirementOf),
    conflicts: (release.conflicts ?? []).map(requirementOf),
    integration: integrationOf({
      ...plugin.integration,
      ...release.integration,
      requires: requiresOf(plugin, release),
    }),
    ...(category != null && { category }),
    ...(license != null && { license }),
    ...(source !== undefined && { source }),
    ...(release.date !== undefined && { date: release.date }),
    ...(release.commit !== undefined && { commit: release.commit }),
  };
}

function componentsOf({
  agents,
  commands,
  skills,
  hooks,
  mcpServers,
  lspServers,
  executables,
}: ComponentsRecord): Components {
  return {
    agents: agents ?? [],
    commands: commands ?? [],
    skills: skills ?? [],
    hooks: (hooks ?? []).map((hook) => (typeof hook === 'string' ? { event: hook } : hook)),
    mcpServers: (mcpServers ?? []).map((server) => (typeof server === 'string' ? { name: server } : server)),
    lspServers: (lspServers ?? []).map((server) =>
      typeof server === 'string' ? { name: server, extensions: [] } : server,
    ),
    executables: executables ?? [],
  };
}

function integrationOf({ requires, env, resources, ...rest }: IntegrationRecord): Integration {
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
    ...(resources !== undefined && { resources }),
  };
}
