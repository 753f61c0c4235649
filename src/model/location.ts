/** A place in a file of the user's. Lines and columns count from 1, as editors show them. */
export interface Location {
  /** Path relative to the working folder, with `/` on every system; absolute if the two share no folder. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}
