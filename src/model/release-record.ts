import type { ComponentItem, ComponentKey } from './component-kinds.ts';
import type { EnvVar, Integration, MisnamedTag, Port, Release, Resources, Source } from './plugin.ts';

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
  readonly misnamedTags?: readonly MisnamedTag[];
  readonly versions?: Readonly<Record<string, ReleaseRecord>>;
}

/** One release; what it states wins over the plugin's defaults, and `null` means: not stated at this release. */
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
  readonly conflicts?: readonly RequirementRecord[];
  readonly integration?: IntegrationRecord;
}

/** What was found in the files of a release that do not lie beside its record. */
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
  readonly requires?: Partial<Integration['requires']>;
  readonly resources?: Resources;
  readonly env?: readonly (Omit<EnvVar, 'required' | 'description'> & Partial<EnvVar>)[];
  readonly roles?: readonly string[];
}
