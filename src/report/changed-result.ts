import type { Difference } from './review-text.ts';

/** `mkt changed` */
export interface ChangedResult {
  /** How many plugins run here. */
  readonly plugins: number;
  /** The day that it is compared with; absent if nothing was remembered. */
  readonly since?: string;
  readonly changes: readonly {
    /** `name@marketplace` */
    readonly id: string;
    readonly change: 'added' | 'moved' | 'same-version' | 'removed';
    readonly before?: string;
    readonly after?: string;
    readonly runs: readonly Difference[];
  }[];
  /** Whether what runs now is remembered from now on. */
  readonly isRemembered: boolean;
}
