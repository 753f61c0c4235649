import type { Severity } from './severity.ts';

/** What is different in a later plan. */
export interface PlanDiff {
  /** The kind of verdict before and after; the same if it did not change. */
  readonly verdict: { readonly before: string; readonly after: string };
  readonly plugins: readonly {
    readonly plugin: string;
    /** `left-out`: it is still asked for, but not available, or in a conflict. */
    readonly change: 'added' | 'removed' | 'changed' | 'left-out';
    readonly before?: string;
    readonly after?: string;
  }[];
  /** Commands that the steps have more and fewer of. */
  readonly commands: Sides<string>;
  /** What connects the plugins, in words. */
  readonly links: Sides<string>;
  /** Of the same rule about more or fewer of the same plugins: changed, not gone and come. */
  readonly findings: Sides<DiffFinding> & { readonly changed: readonly ChangedFinding[] };
}

export interface Sides<Value> {
  readonly added: readonly Value[];
  readonly removed: readonly Value[];
}

export interface DiffFinding {
  readonly rule: string;
  readonly severity: Severity;
  /** The first line. */
  readonly message: string;
}

export interface ChangedFinding extends DiffFinding {
  /** The first line in the plan before. */
  readonly before: string;
}
