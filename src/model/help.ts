/** A page of help: of the whole program, of a command, of a group of commands, or about a topic. */
export interface HelpPage {
  /** As it is asked for: `check`, `patterns show`, `exit-codes`; empty for the whole program. */
  readonly name: string;
  /** `mkt check [spec...] [options]`, for what can be run. */
  readonly usage?: string;
  /** What it is about, in paragraphs. */
  readonly text: readonly string[];
  readonly sections: readonly HelpSection[];
  /** Where to read on. */
  readonly more: readonly string[];
}

/** A part of a page: terms with their meanings, command lines with what they do, lines of a file, or one line. */
export type HelpSection =
  | { readonly title: string; readonly kind: 'terms' | 'examples'; readonly rows: readonly HelpRow[] }
  | { readonly title: string; readonly kind: 'code'; readonly lines: readonly string[] }
  | { readonly title: string; readonly kind: 'line'; readonly text: string };

export interface HelpRow {
  /** An option, a command, a key, a variable, or a command line. */
  readonly term: string;
  readonly meaning: string;
}
