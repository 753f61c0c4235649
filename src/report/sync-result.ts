/** What becomes of one file of a copy. `mode`: only whether it can be run. */
export interface ShownStep {
  readonly path: string;
  readonly kind: 'add' | 'change' | 'mode' | 'remove';
}

/** In what a copy differs from the locked release. */
export interface ShownEdit {
  readonly key: string;
  readonly why: 'sibling' | 'locked-version' | 'name' | 'entry' | 'off';
  readonly before?: unknown;
  readonly after?: unknown;
}

/** What becomes of one copy. */
export interface ShownCopyChange {
  readonly kind: 'add' | 'move' | 'restore' | 'remove';
  readonly id: string;
  readonly folder: string;
  readonly before?: string;
  readonly after?: string;
  readonly steps: readonly ShownStep[];
  readonly edits: readonly ShownEdit[];
}

/** `mkt sync` */
export interface SyncResult {
  /** `unconfirmed`: files would be replaced or removed, and nobody said yes. */
  readonly state: 'fresh' | 'stale' | 'written' | 'would-change' | 'unconfirmed' | 'refused';
  /** Where the copies are. */
  readonly folder: string;
  readonly locked: number;
  readonly withUnlockedCode: number;
  readonly changes: readonly ShownCopyChange[];
  readonly refused: readonly { readonly id: string; readonly reason: string; readonly hint?: string }[];
}
