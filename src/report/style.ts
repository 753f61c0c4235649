/** How text may be dressed. Colour comes in as an argument, so that reports stay pure. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly green: (text: string) => string;
  readonly cyan: (text: string) => string;
  /** Whether symbols beyond ASCII may be used. */
  readonly unicode: boolean;
}

const same = (text: string): string => text;

/** No dress at all: pipes, files, tests. */
export const plain: Style = {
  bold: same,
  dim: same,
  red: same,
  yellow: same,
  green: same,
  cyan: same,
  unicode: false,
};
