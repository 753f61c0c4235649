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

/** What a report for people is told of the terminal. */
export interface Look {
  readonly style: Style;
  /** Columns that may be filled. */
  readonly width: number;
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

/** What begins a good verdict. */
export const goodMark = ({ green, unicode }: Style): string => green(unicode ? '✓' : 'ok:');

/** What begins a bad one. */
export const badMark = ({ red, unicode }: Style): string => red(unicode ? '✗' : 'x');
