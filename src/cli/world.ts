import { printable } from '../model/text.ts';
import type { Style } from '../report/style.ts';
import type { Io, Sink } from './io.ts';

/** What the helpers of a command may touch of the world around it, beside the disk. */
export interface World {
  readonly env: Io['env'];
  readonly aside: Aside;
}

/** What is said beside the answer: where, and how. */
export interface Aside {
  readonly stream: Sink;
  readonly style: Style;
  readonly width: number;
  /** Only what is wrong. */
  readonly quiet: boolean;
}

/** Says what the user should know and need not act on. */
export function note({ stream, style, quiet }: Aside, text: string): void {
  if (!quiet) stream.write(`${style.yellow('note:')} ${printable(text)}\n`);
}
