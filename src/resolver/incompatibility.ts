import type { VersionSet } from './version-set.ts';

/** A statement about one package: its choice is in a set. Position 0 in the set means that it may also be not chosen. */
export interface Term {
  /** Index of the package in the solver. */
  readonly pkg: number;
  readonly set: VersionSet;
}

/** Why an incompatibility holds. */
export type Reason =
  /** The user asked for it. */
  | { readonly kind: 'required'; readonly on: number; readonly range: string; readonly text: string }
  /** Versions of a package depend on another one; `matched` are the versions that satisfy it. */
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
  /** Versions of a package all depend on another one, if with different ranges. */
  | {
      readonly kind: 'brings';
      readonly from: number;
      readonly versions: VersionSet;
      readonly on: number;
      readonly facts: readonly Incompatibility[];
    }
  /** Packages with fewer groups of versions than they are, and of each group only one version can be chosen. */
  | {
      readonly kind: 'counting';
      readonly packages: readonly number[];
      readonly groups: readonly { readonly members: readonly Term[] }[];
      /** Those of the packages that come with others of them. */
      readonly brought: readonly Term[];
      /** If each group consists of the versions that depend on one package, none of whose versions serves two: these packages. */
      readonly sharing?: readonly number[];
      readonly facts: readonly Incompatibility[];
    }
  /** Learned from a conflict, which is joined with the cause of one of its terms after the other. */
  | {
      readonly kind: 'learned';
      readonly conflict: Incompatibility;
      readonly steps: readonly { readonly pivot: number; readonly cause: Incompatibility }[];
      /** Finally joined with these, which hold whatever is decided: each is about one package. */
      readonly facts: readonly Incompatibility[];
    };

/**
 * Terms that cannot all be true at once: PubGrub's central notion (https://github.com/dart-lang/pub, `doc/solver.md`). A
 * package occurs in at most one term.
 * See `docs/resolver.md`, "The search".
 */
export interface Incompatibility {
  /** The order has no meaning: propagation moves the terms that it watches to the front. */
  readonly terms: readonly Term[];
  readonly reason: Reason;
  /** Learned, and dropped since it was of little use. */
  dropped?: boolean;
  /** If learned: the number of conflicts when it last took part in one. */
  used?: number;
}
