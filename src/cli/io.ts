import type { PathWatch } from '../sources/files/watch-paths.ts';

/** All that the program uses of the process around it. Tests pass their own. */
export interface Io {
  readonly stdout: Sink;
  readonly stderr: Sink;
  /** Where answers to questions come from; without it nothing is asked. */
  readonly stdin?: NodeJS.ReadableStream & { readonly isTTY?: boolean | undefined };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Calls a function at an interrupt, in place of ending. Returns what ends that. */
  readonly onInterrupt?: (interrupted: () => void) => () => void;
  /** Watches files in place of the system. */
  readonly watch?: () => PathWatch;
  /** Ends this process by a signal. */
  readonly raise?: (signal: NodeJS.Signals) => void;
}

/** The part of a writable stream that mkt uses. */
export interface Sink {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}
