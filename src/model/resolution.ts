import type { Location } from './location.ts';
import type { MisnamedTag } from './misnamed-tag.ts';
import type { PluginId } from './plugin-id.ts';
import type { Requirement } from './requirement.ts';

/** How to choose among versions that fit. */
export type Strategy = 'highest' | 'locked' | 'lowest' | 'lowest-direct';

/** One requested plugin, its marketplace already settled. */
export interface RootRequirement extends Requirement {
  readonly marketplace: string;
  /** As the user wrote it: `julia-development@^2`. */
  readonly text: string;
}

export interface ResolveRequest {
  readonly requirements: readonly RootRequirement[];
  readonly strategy: Strategy;
  /** Versions to keep if they still fit (`locked`). */
  readonly locked?: ReadonlyMap<PluginId, string>;
  /** False: only the verdict counts, so no explanation and no advice are worked out. */
  readonly explain?: boolean;
  /** Known versions of runtimes and libraries; a runtime that is not listed may have any version. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A chosen release and who asked for it. */
export interface Chosen {
  readonly name: string;
  readonly marketplace: string;
  readonly version: string;
  readonly requested: boolean;
  /** Who asked for it, with which range; empty for a plugin that only the user asked for. */
  readonly requiredBy: readonly { readonly name: string; readonly version: string; readonly range: string }[];
}

/** A way out of a conflict; `verified` means it was solved again before it was offered. */
export interface Suggestion {
  readonly action: 'drop' | 'relax' | 'allow-prerelease' | 'environment' | 'relax-dependency';
  /** The spec to type instead, or to drop; for the environment a version, for a dependency what it should let in. */
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

/** The end of a resolution. */
export type Resolution = { readonly ok: true; readonly chosen: readonly Chosen[] } | FailedResolution;

/** No combination fits, and why. */
export interface FailedResolution {
  readonly ok: false;
  /** Prose, one step of the proof each, unwrapped and unstyled; a step that is referred to begins with its number. */
  readonly explanation: readonly string[];
  /** The requested plugins, by spec text, that cannot go together. */
  readonly conflict: readonly string[];
  /** Whether it is known that every proper subset of them goes together. */
  readonly minimal: boolean;
  /** Whether it is known that no conflict among the requested plugins is smaller. */
  readonly smallest: boolean;
  readonly suggestions: readonly Suggestion[];
  readonly causes: readonly Cause[];
}

/** A requested plugin that could not even enter the resolution. */
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
      /** Marketplaces that do have a plugin of the name. */
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
      readonly prereleases: readonly string[];
      /** Tags that would be in the range if the client took them for versions. */
      readonly misnamedTags?: readonly MisnamedTag[];
    }
  /** The marketplace lists it as removed, or as renamed to nothing that is there. */
  | {
      readonly kind: 'removed';
      readonly spec: Spec;
      readonly registry: string;
      /** The names that it was given, one after the other, where the last is not there either. */
      readonly names?: readonly string[];
    }
  | {
      readonly kind: 'registry-failed';
      readonly spec: Spec;
      readonly registry: string;
      readonly reason: string;
      /** The registry has it, but nobody can install it. */
      readonly isBroken?: boolean;
    };

/** A requested plugin as the user wrote it. */
export interface Spec {
  readonly text: string;
  readonly name: string;
  readonly range: string;
  readonly marketplace?: string;
  readonly location?: Location;
}
