/** A tag that somebody may have meant for a version, but which the client does not take for one. */
export interface MisnamedTag {
  readonly tag: string;
  readonly version: string;
  /** What the client would have read. */
  readonly expected: string;
}
