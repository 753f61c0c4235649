/** What comes of installing plugins with the client itself, one after the other, as its users do. */
import type { PluginId } from './plugin-id.ts';

/** A range, and the plugin that asks for it; a version where it is not the copy of today. */
export interface AskedRange {
  readonly by: string;
  readonly version: string;
  readonly range: string;
}

/** Why the client ends with something else than what was asked for. */
export type ClientFailure =
  /** The installation of a plugin ends with an error: ranges have nothing in common. */
  | {
      readonly kind: 'range-conflict';
      readonly installing: string;
      readonly on: string;
      readonly ranges: readonly AskedRange[];
    }
  /** A dependency is installed already, and the client does not move it. */
  | {
      readonly kind: 'installed';
      readonly installing: string;
      readonly on: string;
      readonly version: string;
      readonly ranges: readonly AskedRange[];
    }
  /** Tags there are, but none in the range. */
  | {
      readonly kind: 'no-matching-tag';
      readonly installing: string;
      readonly on: string;
      readonly ranges: readonly AskedRange[];
    }
  /** All is installed, and the plugin is not loaded: a dependency has another version, or is not there. */
  | {
      readonly kind: 'dependency-version-unsatisfied';
      readonly on: string;
      readonly installed: string;
      readonly asked: AskedRange;
    }
  | { readonly kind: 'dependency-unsatisfied'; readonly on: string; readonly asked: AskedRange }
  /** Users cannot ask for a version: they get the copy of today. */
  | {
      readonly kind: 'other-version';
      readonly on: string;
      readonly range: string;
      readonly installed: string;
    };

/** One version is recorded and another one loaded, which is not in the range that was asked for. */
export interface OtherCopy {
  readonly on: string;
  readonly recorded: string;
  readonly loaded: string;
  readonly asked: AskedRange;
}

export interface ClientRun {
  readonly failures: readonly ClientFailure[];
  readonly otherCopies: readonly OtherCopy[];
  /** The versions that it records, of what it installs. */
  readonly recorded: ReadonlyMap<PluginId, string>;
  /** If there are failures: the names in an order in which there are none. */
  readonly order?: readonly string[];
}
