import type { ShownReview } from './lock-result.ts';

/** `mkt diff` */
export interface DiffResult {
  /** `name@marketplace` */
  readonly id: string;
  readonly before: string;
  readonly after: string;
  readonly review: ShownReview;
}
