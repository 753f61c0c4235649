/** The evidence of findings about the request and its resolution: MKT101 to MKT203. */
import type { AskedRange, ClientFailure } from './client-run.ts';
import type { MisnamedTag } from './misnamed-tag.ts';
import type { PluginId } from './plugin-id.ts';
import type { Suggestion, WhyLeftOut } from './resolution.ts';

/** One version of a plugin, by the name that people read. */
export interface PluginVersion {
  readonly plugin: string;
  readonly version: string;
}

/** MKT101: it is not in any registry. */
export interface NotFound {
  readonly plugin: string;
  /** The marketplace that the user named, if any. */
  readonly marketplace?: string;
  readonly asked: readonly string[];
  /** Similar names, the nearest first. */
  readonly nearest: readonly string[];
}

/** MKT101: several marketplaces have it. */
export interface Ambiguous {
  readonly plugin: string;
  readonly marketplaces: readonly string[];
}

/** MKT114: something that a version of the client does not know yet. */
export interface NewFeature {
  /** Its path in the manifest, the entry or the marketplace. */
  readonly key: string;
  /** The value that is new; absent if the key is. */
  readonly value?: string;
  /** The version of the client. */
  readonly client: string;
  /** The first version that knows it. */
  readonly from?: string;
}

/** MKT101: a registry lists it, but the entry cannot be used. */
export interface BrokenListing {
  readonly plugin: string;
  readonly registry: string;
  readonly reason: string;
  readonly help?: string;
}

/** MKT101: these could not be looked up in a registry. */
export interface NotLookedUp {
  readonly plugins: readonly string[];
  readonly registry: string;
  /** Each once. */
  readonly reasons: readonly string[];
  /** The plugins that depend on them; empty if they were requested. */
  readonly requiredBy: readonly string[];
}

/** MKT102. */
export interface NoMatchingVersion {
  readonly plugin: string;
  readonly range: string;
  /** All of them, the newest first. */
  readonly versions: readonly string[];
  /** There is a copy that states no version, or this, which is not one. */
  readonly unversioned?: { readonly stated?: string };
  /** Those that would match. */
  readonly prereleases: readonly string[];
  /** Tags that would match if the client recognized them as versions. */
  readonly misnamedTags: readonly MisnamedTag[];
}

/** MKT103, and the base of the others that report a failed resolution. */
export interface Unresolved {
  /** The requested plugins, as written, that are incompatible. */
  readonly conflict: readonly string[];
  /** The resolver's prose, one string for each step of the proof. */
  readonly explanation: readonly string[];
  /** Whether it is known that every proper subset of the conflict is compatible. */
  readonly minimal: boolean;
  readonly suggestions: readonly Suggestion[];
  /** Dependencies on a name that is used only in the manifest of another plugin. */
  readonly misnamed: readonly { readonly dependency: string; readonly plugin: string }[];
}

/** Plugins that can share one version of a runtime or library, and the ranges that they require. */
export interface Shared {
  readonly plugins: readonly string[];
  readonly ranges: readonly string[];
}

/** MKT201 and MKT202. */
export interface UnresolvedNeeds extends Unresolved {
  /** The runtimes or libraries that it rests on, sorted. */
  readonly needs: readonly string[];
  /** Which plugins can share a version of the first of these; empty if not known. */
  readonly parts: readonly Shared[];
}

/** MKT203: there is no combination for the environment. */
export interface UnresolvedEnvironment extends UnresolvedNeeds {
  readonly environment: readonly { readonly name: string; readonly version: string }[];
}

/** MKT203: a chosen plugin needs something that the environment has in another version. */
export interface OutsideEnvironment {
  readonly kind: 'runtimes' | 'libraries';
  readonly name: string;
  /** What the environment has. */
  readonly version: string;
  readonly wanting: readonly (PluginVersion & { readonly range: string })[];
}

/** MKT104: the user named a marketplace that is not in any registry. */
export interface UnknownMarketplace {
  /** As written. */
  readonly spec: string;
  /** Other plugins of the list that name it, as written. */
  readonly others: readonly string[];
  readonly plugin: string;
  readonly marketplace: string;
  /** Similar names, the nearest first. */
  readonly nearest: readonly string[];
  readonly known: readonly string[];
  /** Marketplaces that have a plugin with the name. */
  readonly elsewhere: readonly string[];
  /** Whether it comes from the client's settings. */
  readonly isInSettings: boolean;
}

/** MKT104: a marketplace is declared with a source from which the client cannot load it. */
export interface UnusableSource {
  readonly marketplace: string;
  readonly plugins: readonly string[];
  readonly source: string;
  readonly reason: string;
  /** The client reserves the name for official marketplaces. */
  readonly isReserved?: boolean;
}

/** MKT104: a marketplace is declared under a name that it does not have. */
export interface OtherMarketplaceName {
  readonly marketplace: string;
  readonly plugins: readonly string[];
  readonly source: string;
  /** What it calls itself. */
  readonly names: readonly string[];
}

/** MKT104: a dependency names such a marketplace. */
export interface UnknownOfDependency {
  readonly plugin: string;
  readonly marketplace: string;
}

/** MKT108: plugins and the one that replaced them. */
export interface BothChosen {
  readonly successor: PluginVersion;
  /** How many of its agents, commands and skills the successor has too. */
  readonly superseded: readonly (PluginVersion & { readonly shared: number; readonly total: number })[];
}

/** MKT108: plugins that were replaced by one that is not chosen. */
export interface OnlySuperseded {
  readonly successor: string;
  readonly superseded: readonly {
    readonly plugin: string;
    /** The plugin that replaced it, the one that replaced that, and so on, each with its first release that did. */
    readonly line: readonly { readonly plugin: string; readonly since: string }[];
    /** The date of its last release, if known. */
    readonly lastRelease?: string;
  }[];
}

/** MKT110: where the client fails, and what would work. */
export interface ClientDiffers {
  readonly failures: readonly ClientFailure[];
  readonly chosen: readonly PluginVersion[];
  /** The plugins in an order that works with the client. */
  readonly order?: readonly string[];
  /** The command of mkt that copies these versions into the project. */
  readonly copyWith?: string | undefined;
}

/** MKT110: one version is recorded and another one loaded. */
export interface ClientLoadsOther {
  readonly plugin: string;
  readonly recorded: string;
  readonly loaded: string;
  /** The ranges that do not contain it. */
  readonly asked: readonly AskedRange[];
  /** Plugins that ask, where mkt chooses a version that does not: the client installs the one that asks. */
  readonly instead?: readonly (PluginVersion & { readonly installed: string })[];
}

/** MKT111. */
export interface UntaggedDependency {
  readonly plugin: string;
  /** The version of the current copy; absent if it states none. */
  readonly version?: string;
  /** An example of a tag that the client would recognize. */
  readonly tag: string;
  readonly asked: readonly { readonly by: string; readonly range: string }[];
}

/** MKT111: it comes from a kind of source for which the client ignores ranges. */
export interface RangelessDependency extends UntaggedDependency {
  readonly source: 'npm' | 'archive' | 'command';
}

/** MKT114: a plugin states a range of the client that does not contain its version. */
export interface OtherClient {
  readonly plugin: string;
  readonly range: string;
  /** The version of the client. */
  readonly client: string;
}

/** MKT112. */
export interface MarketplaceNameClash {
  readonly marketplace: string;
  /** In the order in which they were added. */
  readonly registries: readonly string[];
}

/** MKT120: an optional dependency that the client leaves out, the plugins that would use it, and why it does. */
export interface OptionalLeftOut {
  readonly dependency: PluginId;
  readonly plugins: readonly string[];
  readonly ranges: readonly string[];
  readonly reason: Exclude<WhyLeftOut, 'off'>;
}

/** MKT110: ranges in marketplace entries that the chosen versions are not in. */
export interface IgnoredRanges {
  readonly ignored: readonly {
    readonly plugin: string;
    readonly dependency: string;
    readonly range: string;
    readonly version: string;
  }[];
}

/** MKT105: a dependency in a marketplace that those of the requested plugins do not allow. */
export interface BlockedDependency {
  readonly dependency: string;
  readonly marketplace: string;
  readonly roots: readonly string[];
  /** The releases that require it. */
  readonly by: readonly {
    readonly plugin: string;
    readonly versions: readonly string[];
    /** Its marketplace entry does, and not only its manifest. */
    readonly inEntry?: true;
  }[];
}
