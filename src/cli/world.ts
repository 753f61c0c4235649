import type { HelpPage } from '../model/help.ts';
import { printable } from '../model/text.ts';
import type { Style } from '../report/style.ts';
import type { Io, Sink } from './io.ts';
import type { Spinner } from './spinner.ts';

/** What a command may use of the process around it, apart from the disk. */
export interface World {
  readonly env: Io['env'];
  readonly aside: Aside;
  /** The names of all commands, for advice. */
  readonly commands: readonly string[];
  /** The page of a command or topic, for `mkt help`. */
  readonly help: (words: readonly string[], how: { readonly isAll?: boolean }) => Promise<HelpPage>;
  /** Whether a question can be asked after the answer: people read it, on a terminal. */
  readonly asks?: () => boolean;
  /** For a command that goes on until it is interrupted. */
  readonly onInterrupt?: Io['onInterrupt'];
  readonly watch?: Io['watch'];
}

/** Where and how to print what is not part of the answer: stderr. */
export interface Aside {
  readonly stream: Sink;
  readonly style: Style;
  readonly width: number;
  /** Print only problems. */
  readonly quiet: boolean;
  /** Shows on a terminal what is being waited for. */
  readonly spinner: Spinner;
}

/** Prints what the user should know but need not act on. */
export function note({ stream, style, quiet }: Aside, text: string): void {
  if (!quiet) stream.write(`${style.yellow('note:')} ${printable(text)}\n`);
}
