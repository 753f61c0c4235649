import type { ComponentItem, ComponentKey } from './component-kinds.ts';
import type {
  EnvVar,
  EventChannel,
  Integration,
  MisnamedTag,
  Port,
  Release,
  Resources,
  Source,
} from './plugin.ts';

/** A plugin in an index file; every field may be missing. The readers have checked it, so it is trusted here. */
export interface PluginRecord {
  readonly description?: string;
  readonly category?: string;
  readonly keywords?: readonly string[];
  readonly license?: string;
  readonly source?: Source;
  readonly worksWith?: readonly string[];
  readonly supersededBy?: { readonly name: string; readonly since: string };
  readonly integration?: IntegrationRecord;
  readonly misnamedTags?: readonly MisnamedTag[];
  readonly versions?: Readonly<Record<string, ReleaseRecord>>;
}

/** One release; its values override the plugin's defaults, and `null` means that this release has none. */
export interface ReleaseRecord extends FoundFacts {
  readonly date?: string;
  readonly commit?: string;
  readonly description?: string;
  readonly category?: string | null;
  readonly keywords?: readonly string[];
  readonly license?: string | null;
  readonly source?: Source;
  readonly components?: ComponentsRecord;
  readonly dependencies?: readonly RequirementRecord[];
  readonly optionalDependencies?: readonly RequirementRecord[];
  readonly conflicts?: readonly RequirementRecord[];
  readonly integration?: IntegrationRecord;
}

/** What was found in the files of a release that are not next to its record. */
export type FoundFacts = Pick<
  Release,
  | 'namespace'
  | 'unpinnable'
  | 'statedVersion'
  | 'tag'
  | 'untagged'
  | 'contextTokens'
  | 'documentation'
  | 'settings'
>;

export type RequirementRecord =
  | string
  | { readonly name: string; readonly version?: string; readonly marketplace?: string };

/** The components of a release, each whole or only named. */
export type ComponentsRecord = {
  readonly [Key in ComponentKey]?: readonly (string | ComponentItem<Key>)[];
};

export interface IntegrationRecord {
  readonly produces?: readonly Port[];
  readonly consumes?: readonly Port[];
  readonly publishes?: readonly string[];
  readonly subscribes?: readonly string[];
  readonly channels?: Readonly<Record<string, EventChannel>>;
  readonly requires?: Partial<Integration['requires']>;
  readonly resources?: Resources;
  readonly env?: readonly (Omit<EnvVar, 'required' | 'description'> & Partial<EnvVar>)[];
  readonly roles?: readonly string[];
}
