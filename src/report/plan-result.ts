import type { Plan } from '../model/plan.ts';
import type { PlanDiff } from '../model/plan-diff.ts';

/** `mkt plan`, and how much of it is to be shown. */
export interface ShownPlan {
  readonly plan: Plan;
  /** All of it, instead of what fits on one screen. */
  readonly full?: boolean;
  /** The name of the only section to show. */
  readonly section?: string;
  /** What changed since an earlier plan, to show instead. */
  readonly diff?: PlanDiff;
}
