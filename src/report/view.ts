import type { Style } from './style.ts';

/** How a result is looked at: all that a report may know of the place where it will be shown. */
export interface View {
  readonly style: Style;
  /** Columns to fill. */
  readonly width: number;
  /** It goes straight to a terminal, not into a pipe or a file. */
  readonly terminal: boolean;
  /** Only what is wrong. */
  readonly quiet: boolean;
  readonly verbose: boolean;
  /** The version of mkt, for formats that name their maker. */
  readonly version: () => string;
}

/** One output format of one command. A report takes from the view what it needs. */
export type Report<Result> = (result: Result, view: View) => string;
