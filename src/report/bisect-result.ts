/** `mkt bisect …` */
export interface BisectResult {
  readonly state: 'try' | 'found' | 'not-plugins' | 'not-reproduced' | 'contradiction' | 'none';
  /** Where the plugins come from. */
  readonly from?: 'lock' | 'installed';
  /** How many plugins are searched. */
  readonly size: number;
  /** `found`: the plugins to blame; `try`: those to be tried next. */
  readonly plugins: readonly string[];
  /** `try`: how many steps are left at most if one plugin is to blame, this one included. */
  readonly left?: number;
  /** What was tried so far, in order. */
  readonly tried: readonly { readonly ids: readonly string[]; readonly isBad: boolean }[];
  /** A session with these plugins has just ended. */
  readonly hasRun?: boolean;
  /** The search was ended, and what it knew is gone. */
  readonly isReset?: boolean;
}
