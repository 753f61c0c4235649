/** What findings about the request and its resolution are made of: MKT101 to MKT203. */
import type { AskedRange, ClientFailure } from './client-run.ts';
import type { MisnamedTag } from './misnamed-tag.ts';
import type { Suggestion } from './resolution.ts';

/** A plugin, by the name that people read, in one version. */
export interface PluginVersion {
  readonly plugin: string;
  readonly version: string;
}

/** MKT101: no registry has it. */
export interface NotFound {
  readonly plugin: string;
  /** In which it was looked for, where the user named one. */
  readonly marketplace?: string;
  readonly asked: readonly string[];
  /** Names like it, the nearest first. */
  readonly nearest: readonly string[];
}

/** MKT101: several marketplaces have it. */
export interface Ambiguous {
  readonly plugin: string;
  readonly marketplaces: readonly string[];
}

/** MKT101: a registry lists it in a way that nobody can follow. */
export interface BrokenListing {
  readonly plugin: string;
  readonly registry: string;
  readonly reason: string;
}

/** MKT101: a registry could say nothing of these. */
export interface NotLookedUp {
  readonly plugins: readonly string[];
  readonly registry: string;
  /** Each once. */
  readonly reasons: readonly string[];
}

/** MKT102. */
export interface NoMatchingVersion {
  readonly plugin: string;
  readonly range: string;
  /** All that there are, the newest first. */
  readonly versions: readonly string[];
  /** Those that would do. */
  readonly prereleases: readonly string[];
  /** Tags that would do if the client took them for versions. */
  readonly misnamedTags: readonly MisnamedTag[];
}

/** MKT103, and the others where a failed resolution rests on more than versions. */
export interface Unresolved {
  /** The requested plugins, as they were written, that cannot go together. */
  readonly conflict: readonly string[];
  /** Prose of the resolver, one step of the proof each. */
  readonly explanation: readonly string[];
  /** Whether it is known that every smaller part of the conflict goes together. */
  readonly minimal: boolean;
  readonly suggestions: readonly Suggestion[];
  /** Dependencies on a name that only the manifest of another plugin bears. */
  readonly misnamed: readonly { readonly dependency: string; readonly plugin: string }[];
}

/** Plugins that can share one version of a runtime or library, and the ranges that they ask for. */
export interface Shared {
  readonly plugins: readonly string[];
  readonly ranges: readonly string[];
}

/** MKT201 and MKT202. */
export interface UnresolvedNeeds extends Unresolved {
  /** The runtimes or libraries that it rests on, sorted. */
  readonly needs: readonly string[];
  /** Who can share a version of the first of these; empty where that is not known. */
  readonly parts: readonly Shared[];
}

/** MKT203: there is no combination for what the environment has. */
export interface UnresolvedEnvironment extends UnresolvedNeeds {
  readonly environment: readonly { readonly name: string; readonly version: string }[];
}

/** MKT203: what was chosen needs something that the environment has in another version. */
export interface ChosenOutside {
  readonly kind: 'runtimes' | 'libraries';
  readonly name: string;
  /** What the environment has. */
  readonly version: string;
  readonly wanting: readonly (PluginVersion & { readonly range: string })[];
}

/** MKT104: the user has named a marketplace that no registry holds. */
export interface UnknownMarketplace {
  /** As it was written. */
  readonly spec: string;
  readonly plugin: string;
  readonly marketplace: string;
  /** Names like it, the nearest first. */
  readonly nearest: readonly string[];
  readonly known: readonly string[];
  /** Marketplaces that do have a plugin of the name. */
  readonly elsewhere: readonly string[];
  /** It stands in settings of the client. */
  readonly isInSettings: boolean;
}

/** MKT104: a dependency does. */
export interface UnknownOfDependency {
  readonly plugin: string;
  readonly marketplace: string;
}

/** MKT108: plugins and the one that took them over. */
export interface BothChosen {
  readonly successor: PluginVersion;
  /** How many of its agents, commands and skills the successor has too. */
  readonly superseded: readonly (PluginVersion & { readonly shared: number; readonly total: number })[];
}

/** MKT108: plugins that live on in one that is not chosen. */
export interface OnlySuperseded {
  readonly successor: string;
  readonly superseded: readonly {
    readonly plugin: string;
    /** Who took it over, who took that one over, and so on, each with the first release that carries it. */
    readonly line: readonly { readonly plugin: string; readonly since: string }[];
    /** The day of its last release, where that is known. */
    readonly lastRelease?: string;
  }[];
}

/** MKT110: what the client runs into, and what goes together. */
export interface ClientDiffers {
  readonly failures: readonly ClientFailure[];
  readonly chosen: readonly PluginVersion[];
  /** The plugins in an order in which the client finds the way. */
  readonly order?: readonly string[];
}

/** MKT110: one version is recorded and another one loaded. */
export interface ClientLoadsOther {
  readonly plugin: string;
  readonly recorded: string;
  readonly loaded: string;
  /** The ranges in which that is not. */
  readonly asked: readonly AskedRange[];
}

/** MKT111. */
export interface UntaggedDependency {
  readonly plugin: string;
  /** Of the copy of today; absent where that states none. */
  readonly version?: string;
  /** A tag as the client would read it. */
  readonly tag: string;
  readonly asked: readonly { readonly by: string; readonly range: string }[];
}

/** MKT111: it comes from a kind of source of which the client takes what is there. */
export interface RangelessDependency extends UntaggedDependency {
  readonly source: 'npm' | 'archive' | 'command';
}

/** MKT112. */
export interface MarketplaceNameClash {
  readonly marketplace: string;
  /** In the order in which they were added. */
  readonly registries: readonly string[];
}
