/** A tag that was probably meant as a version, but that the client does not recognize as one. */
export interface MisnamedTag {
  readonly tag: string;
  readonly version: string;
  /** The tag that the client would recognize. */
  readonly expected: string;
}
