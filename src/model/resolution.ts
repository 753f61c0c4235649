import type { Location } from './location.ts';
import type { MisnamedTag } from './misnamed-tag.ts';
import type { PluginId } from './plugin-id.ts';
import type { Requirement } from './requirement.ts';
import type { Versioned } from './versioned.ts';

/** How to choose among matching versions. */
export type Strategy = 'highest' | 'locked' | 'lowest' | 'lowest-direct';

/** A requested plugin whose marketplace is determined. */
export interface RootRequirement extends Requirement {
  readonly marketplace: string;
  /** As the user wrote it: `julia-development@^2`. */
  readonly text: string;
}

export interface ResolveRequest {
  readonly requirements: readonly RootRequirement[];
  readonly strategy: Strategy;
  /** Versions to keep if possible (`locked`). */
  readonly locked?: ReadonlyMap<PluginId, string>;
  /** If false, only the verdict is computed, without explanation and suggestions. */
  readonly explain?: boolean;
  /** Known versions of runtimes and libraries; a runtime that is not listed may have any version. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A chosen release and what requires it. */
export interface Chosen extends Versioned {
  readonly name: string;
  readonly marketplace: string;
  readonly requested: boolean;
  /** The plugins that depend on it, with their ranges; empty if only the user requested it. */
  readonly requiredBy: readonly (Versioned & {
    readonly name: string;
    readonly range: string;
    /** It works without it, too: the range may not be met. */
    readonly optional?: true;
  })[];
}

/** A way out of a conflict, which was solved before it is offered. */
export interface Suggestion {
  readonly action: 'drop' | 'relax' | 'allow-prerelease' | 'environment' | 'relax-dependency';
  /** The spec to use instead or to remove; for the environment a version, for a dependency what it should accept. */
  readonly spec: string;
  /** One sentence for people. */
  readonly text: string;
}

/** What a proof of unsatisfiability rests on, so that the right rule reports it. */
export type Cause =
  | {
      readonly kind: 'dependency';
      readonly plugin: PluginId;
      readonly version: string;
      readonly on: PluginId;
      readonly range: string;
    }
  | { readonly kind: 'no-version'; readonly on: PluginId; readonly range: string }
  | { readonly kind: 'missing'; readonly on: PluginId }
  | {
      readonly kind: 'conflict';
      readonly plugin: PluginId;
      readonly version: string;
      readonly on: PluginId;
      readonly range: string;
    }
  | {
      readonly kind: 'runtime' | 'library';
      readonly plugin: PluginId;
      readonly version: string;
      readonly on: string;
      readonly range: string;
    };

/** Why the client leaves an optional dependency out. */
export type WhyLeftOut =
  /** Settings disable it. */
  | 'off'
  /** It is in a marketplace that those of the request do not allow. */
  | 'not-allowed'
  /** No marketplace in use has it. */
  | 'not-found'
  /** A registry could not be reached: whether it would be installed is not known. */
  | 'not-known'
  /** No version is in the range. */
  | 'no-version'
  /** It needs another version of the client. */
  | 'other-client'
  /** It, or what it requires, does not fit the others. */
  | 'does-not-fit';

/** An optional dependency that is not part of the combination. */
export interface LeftOutDependency {
  readonly name: string;
  readonly marketplace: string;
  readonly range: string;
  /** The plugin that would use it. */
  readonly by: string;
  readonly reason: WhyLeftOut;
  readonly location?: Location;
}

/** The end of a resolution. */
export type Resolution = { readonly ok: true; readonly chosen: readonly Chosen[] } | FailedResolution;

/** There is no combination, and why. */
export interface FailedResolution {
  readonly ok: false;
  /** Prose, one string for each step of the proof, unwrapped and unstyled; a step that is referred to begins with its number. */
  readonly explanation: readonly string[];
  /** The requested plugins that are incompatible, by spec text. */
  readonly conflict: readonly string[];
  /** Whether it is known that every proper subset of them is compatible. */
  readonly minimal: boolean;
  /** Whether it is known that no conflict among the requested plugins is smaller. */
  readonly smallest: boolean;
  readonly suggestions: readonly Suggestion[];
  readonly causes: readonly Cause[];
}

/** Why a requested plugin could not enter the resolution. */
export type RequestProblem =
  | {
      readonly kind: 'not-found';
      readonly spec: Spec;
      readonly nearest: readonly string[];
      readonly asked: readonly string[];
    }
  | { readonly kind: 'ambiguous'; readonly spec: Spec; readonly marketplaces: readonly string[] }
  | {
      readonly kind: 'unknown-marketplace';
      /** Marketplaces that have a plugin with the name. */
      readonly elsewhere: readonly string[];
      readonly spec: Spec;
      readonly nearest: readonly string[];
      readonly known: readonly string[];
    }
  | {
      readonly kind: 'no-matching-version';
      readonly spec: Spec;
      readonly marketplace: string;
      readonly versions: readonly string[];
      /** There is a copy that states no version, or this, which is not one. */
      readonly unversioned?: { readonly stated?: string };
      readonly prereleases: readonly string[];
      /** Tags that would be in the range if the client recognized them as versions. */
      readonly misnamedTags?: readonly MisnamedTag[];
    }
  /** The marketplace lists it as removed, or as renamed to a plugin that does not exist. */
  | {
      readonly kind: 'removed';
      readonly spec: Spec;
      readonly registry: string;
      /** The names that it was given, in order, if the last one does not exist either. */
      readonly names?: readonly string[];
    }
  | {
      readonly kind: 'registry-failed';
      readonly spec: Spec;
      readonly registry: string;
      readonly reason: string;
      /** Whether the registry lists it, but it cannot be installed. */
      readonly isBroken?: boolean;
      readonly help?: string;
      /** The plugins that depend on it, if it was not requested itself. */
      readonly requiredBy?: readonly string[];
    };

/** A requested plugin as the user wrote it. */
export interface Spec {
  readonly text: string;
  readonly name: string;
  readonly range: string;
  readonly marketplace?: string;
  readonly location?: Location;
}
