import type { Finding } from '../model/finding.ts';
import type { Unresolved } from './results.ts';
import type { Difference } from './review-text.ts';

/** What becomes of one plugin of a lock, as reports show it. */
export interface ShownChange {
  readonly kind: 'add' | 'move' | 'drop';
  readonly id: string;
  readonly before?: string;
  readonly after?: string;
  /** If the locked version changes: what is different. Undefined if a release can no longer be read. */
  readonly review?: ShownReview;
  /** Commands that fetch code which the lock does not contain. */
  readonly unlocked: readonly string[];
}

/** What changes from one release to another. */
export interface ShownReview {
  readonly runs: readonly Difference[];
  readonly more: readonly Difference[];
  readonly contextTokens?: { readonly before: number; readonly after: number };
}

/** `mkt lock` */
export type LockResult = LockReport | Unresolved;

export interface LockReport {
  readonly file: string;
  /** `unconfirmed`: locked versions would change, and `--yes` was not given. */
  readonly state: 'fresh' | 'stale' | 'written' | 'would-change' | 'unconfirmed';
  readonly locked: number;
  /** How many of them run code that the lock does not hold. */
  readonly withUnlockedCode: number;
  readonly changes: readonly ShownChange[];
  readonly findings: readonly Finding[];
  /** Conflict marks that were resolved. */
  readonly conflicts: readonly { readonly firstLine: number; readonly lastLine: number }[];
  /** Releases that are too young: `a 1.3.0 (2026-01-19)`. */
  readonly heldBack: readonly string[];
  /** With `--adopt`: plugins of the lock that are installed in a different version from the locked one. */
  readonly notAdopted: readonly {
    readonly id: string;
    readonly installed: string;
    readonly locked: string;
  }[];
}
