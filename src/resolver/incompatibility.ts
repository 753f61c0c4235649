import type { VersionSet } from './version-set.ts';

/** A statement about one package: its choice lies in a set. Position 0 in the set: or it is not chosen. */
export interface Term {
  /** Index of the package in the solver. */
  readonly pkg: number;
  readonly set: VersionSet;
}

/** Why something cannot be. */
export type Reason =
  /** The user asked for it. */
  | { readonly kind: 'required'; readonly on: number; readonly range: string; readonly text: string }
  /** Versions of a package depend on another one, which `matched` versions of it fulfil. */
  | {
      readonly kind: 'dependency';
      readonly from: number;
      readonly versions: VersionSet;
      readonly on: number;
      readonly range: string;
      readonly matched: VersionSet | undefined;
    }
  /** A manifest says that the two must not be chosen together. */
  | {
      readonly kind: 'conflict';
      readonly from: number;
      readonly versions: VersionSet;
      readonly on: number;
      readonly range: string;
    }
  /** Follows from two others. */
  | { readonly kind: 'derived'; readonly first: Incompatibility; readonly second: Incompatibility };

/**
 * Terms that cannot all be true at once: PubGrub's central notion (https://github.com/dart-lang/pub, `doc/solver.md`). A
 * package occurs in at most one term.
 */
export interface Incompatibility {
  readonly terms: readonly Term[];
  readonly reason: Reason;
}
