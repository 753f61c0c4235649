import type { Style } from './style.ts';

/** How a result is shown: all that a report may know about its output. */
export interface View {
  readonly style: Style;
  /** Columns to fill. */
  readonly width: number;
  /** Columns at which lines are broken that a report left longer; absent where the output is not for a terminal of that width. */
  readonly breakAt?: number | undefined;
  /** It is printed to a terminal, not into a pipe or a file. */
  readonly terminal: boolean;
  /** Print only problems. */
  readonly quiet: boolean;
  readonly verbose: boolean;
  /** The version of mkt, for formats that name their producer. */
  readonly version: () => string;
  /** The page of a rule, as Markdown, for formats that show it next to what was found. */
  readonly rulePage: (rule: string) => string;
}

/** One output format of one command. A report takes from the view what it needs. */
export type Report<Result> = (result: Result, view: View) => string;

/** What pages need of the view; without it, they show rules by their summary. */
export type PageView = Partial<Pick<View, 'rulePage'>>;
