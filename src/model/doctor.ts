/** One thing that `mkt doctor` has looked at. */
export interface DoctorLine {
  /** What was looked at: `lock`. */
  readonly check: string;
  /** `skipped`: there is nothing to look at, or it could not be looked at. */
  readonly level: 'ok' | 'warning' | 'error' | 'skipped';
  readonly message: string;
  /** What fixes it, with the command. */
  readonly help?: string;
}
