/** Lines that only one of two releases has. */
export interface Difference {
  /** What they are, as people say it: `hooks`. */
  readonly what: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}
