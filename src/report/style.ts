/** How text can be styled. Styles come in as an argument, so that reports stay pure. */
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

/** What a report for people knows about the terminal. */
export interface Look {
  readonly style: Style;
  /** Columns to fill. */
  readonly width: number;
}

const same = (text: string): string => text;

/** No styles at all, for pipes, files and tests. */
export const plain: Style = {
  bold: same,
  dim: same,
  red: same,
  yellow: same,
  green: same,
  cyan: same,
  unicode: false,
};

/** The mark before a good verdict. */
export const goodMark = ({ green, unicode }: Style): string => green(unicode ? '✓' : 'ok:');

/** The mark before a bad verdict. */
export const badMark = ({ red, unicode }: Style): string => red(unicode ? '✗' : 'x');

/** The mark before a verdict that is not known. */
export const unknownMark = ({ yellow }: Style): string => yellow('?');
