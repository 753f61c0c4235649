/** `mkt outdated`: plugins for which there is something newer. */
export interface OutdatedResult {
  readonly checked: number;
  readonly plugins: readonly Outdated[];
}

export interface Outdated {
  readonly id: string;
  readonly current: string;
  /** The newest version that the list and the other plugins allow. */
  readonly inRange: string;
  readonly newest: string;
  /** Of the newest. */
  readonly date?: string;
  /** What keeps the newest away, in one line; undefined if nothing does. */
  readonly heldBy?: string;
}
