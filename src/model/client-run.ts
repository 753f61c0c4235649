/** The result of installing plugins with the client itself, one after another, as its users do. */
import type { PluginId } from './plugin-id.ts';

/** A range, and the plugin that requires it, with its version if that is not the current copy. */
export interface AskedRange {
  readonly by: string;
  readonly version: string;
  readonly range: string;
  /** The range is `*`, which was written: unlike no range, it excludes prereleases and what has no version. */
  readonly hasStar?: true;
}

/** Why the client ends up with something else than requested. */
export type ClientFailure =
  /** The installation of a plugin ends with an error: ranges do not overlap. */
  | {
      readonly kind: 'range-conflict';
      readonly installing: string;
      readonly on: string;
      readonly ranges: readonly AskedRange[];
    }
  /** The same: the ranges have too many alternatives to be compared. */
  | {
      readonly kind: 'too-complex';
      readonly installing: string;
      readonly on: string;
      readonly ranges: readonly AskedRange[];
    }
  /** A dependency is installed already, and the client does not move it. */
  | {
      readonly kind: 'installed';
      readonly installing: string;
      readonly on: string;
      /** Absent if the client knows none. */
      readonly version?: string;
      readonly ranges: readonly AskedRange[];
    }
  /** A plugin is listed, but the client does not accept the copy that it takes. */
  | {
      readonly kind: 'broken-copy';
      readonly installing: string;
      readonly on: string;
      /** The version of the tag; absent for the current copy. */
      readonly tag?: string;
      readonly reason: string;
    }
  /** A plugin needs another version of the client, and there is no tag that does not. */
  | {
      readonly kind: 'client-too-old';
      readonly installing: string;
      readonly on: string;
      readonly range: string;
    }
  /** Dependencies in entries of the marketplace form a cycle, from the first plugin to the last and back. */
  | {
      readonly kind: 'entry-cycle';
      readonly installing: string;
      readonly on: string;
      readonly cycle: readonly PluginId[];
    }
  /** A dependency in an entry that no marketplace has, or that is in one that is not allowed. */
  | {
      readonly kind: 'entry-missing' | 'entry-blocked';
      readonly installing: string;
      /** `name@marketplace`. */
      readonly on: string;
      /** The plugin of the entry. */
      readonly by: string;
    }
  /** There are tags, but none in the range. */
  | {
      readonly kind: 'no-matching-tag';
      readonly installing: string;
      readonly on: string;
      readonly ranges: readonly AskedRange[];
    }
  /** Everything is installed, but the plugin is not loaded: a dependency has another version, or is missing. */
  | {
      readonly kind: 'dependency-version-unsatisfied';
      readonly on: string;
      /** Absent if the client knows none. */
      readonly installed?: string;
      readonly asked: AskedRange;
    }
  | { readonly kind: 'dependency-unsatisfied'; readonly on: string; readonly asked: AskedRange }
  /** One version is recorded, and the client loads the current copy, which it does not accept. */
  | {
      readonly kind: 'broken-current';
      readonly on: string;
      readonly recorded: string;
      readonly reason: string;
    }
  /** Users cannot request a version: they get the current copy. */
  | {
      readonly kind: 'other-version';
      readonly on: string;
      readonly range: string;
      readonly installed: string;
    };

/** One version is recorded and another one loaded, which is not in the required range. */
export interface OtherCopy {
  readonly on: string;
  readonly recorded: string;
  readonly loaded: string;
  readonly asked: AskedRange;
}

export interface ClientRun {
  readonly failures: readonly ClientFailure[];
  readonly otherCopies: readonly OtherCopy[];
  /** The versions that it records for what it installs. */
  readonly recorded: ReadonlyMap<PluginId, string>;
  /** If there are failures: the names in an order that has none. */
  readonly order?: readonly string[];
}
