import type { Versioned } from '../model/plugin.ts';

/** `mkt tree`: a combination, and what requires what in it. */
export interface TreeResult {
  readonly plugins: readonly TreePlugin[];
  /** The plugin whose requirers are asked for, in place of what the list brings. */
  readonly invert?: string;
  /** Names that more than one plugin has; undefined if they were not asked for. */
  readonly duplicates?: readonly Duplicate[];
}

export interface TreePlugin extends Versioned {
  readonly name: string;
  readonly marketplace: string;
  readonly requested: boolean;
  readonly requiredBy: readonly {
    readonly name: string;
    readonly range: string;
    readonly optional?: true;
  }[];
}

/** A component name that several plugins have. */
export interface Duplicate {
  /** Such as `agents`. */
  readonly kind: string;
  readonly name: string;
  readonly plugins: readonly string[];
}
