/** What plugins take. */
export interface Cost {
  /** Estimated tokens in every session. */
  readonly tokens: number;
  /** Processes of hooks for a call of `tool`. */
  readonly processes: number;
}

/** `mkt trim` */
export interface TrimResult {
  readonly budget: Cost;
  /** The tool whose calls start the most processes now; absent if none start any. */
  readonly tool?: string;
  readonly before: Cost;
  /** Absent if it does not fit, whatever is disabled. */
  readonly after?: Cost;
  readonly off: readonly string[];
  /** What goes with them, because nothing else requires it. */
  readonly alongside: readonly string[];
  /** Whether fewer are known not to be enough. */
  readonly isLeast: boolean;
  /** What turns them off, to be run as it is. */
  readonly commands: readonly string[];
  /** All plugins, the costliest first. */
  readonly plugins: readonly CostlyRow[];
  /** Whether plugins were to stay. */
  readonly kept: readonly string[];
}

export interface CostlyRow {
  /** `name@marketplace` */
  readonly id: string;
  readonly isListed: boolean;
  /** Absent if the texts are not known. */
  readonly tokens?: number;
  readonly processes: number;
}
