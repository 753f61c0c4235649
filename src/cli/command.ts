import type { Style } from '../report/style.ts';
import type { ExitCode } from './exit-code.ts';
import type { Io } from './io.ts';

/** An option as commander writes it; options are declared once and help, completion and docs are made from them. */
export interface OptionSpec {
  readonly flags: string;
  readonly description: string;
  readonly choices?: readonly string[];
  readonly default?: string;
  readonly repeatable?: boolean;
  readonly hidden?: boolean;
}

/** One command: what help shows, and where its code is. The code is loaded only when the command runs. */
export interface CommandSpec {
  /** `check`, or `patterns show` for one in a group. */
  readonly name: string;
  /** Commander's notation: `[spec...]`. */
  readonly arguments?: string;
  readonly summary: string;
  /** More than the summary, for the command's own help. */
  readonly description?: string;
  /** What `--format` accepts, the default first. */
  readonly formats: readonly string[];
  readonly options?: readonly OptionSpec[];
  /** Command line and what it does. */
  readonly examples: readonly (readonly [command: string, what: string])[];
  /** Runs when its group is named alone. */
  readonly isDefault?: boolean;
  readonly load: () => Promise<{ readonly run: Run }>;
}

export type Run = (call: Call) => Promise<ExitCode>;

/** One run of one command: its words, its options, and the world. */
export interface Call {
  readonly args: readonly string[];
  readonly options: Options;
  readonly io: Io;
  /** For the answer. */
  readonly out: Style;
  /** For all that is said about it. */
  readonly err: Style;
  readonly width: number;
}

/** Options after parsing. Those of one command only are optional here. */
export interface Options {
  readonly registry: readonly string[];
  readonly bundled: boolean;
  readonly cwd: string;
  readonly format: string;
  readonly output?: string;
  readonly strict: boolean;
  readonly offline: boolean;
  readonly claudeCode?: string;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly color: boolean;
  readonly pattern?: string;
  readonly rule?: readonly string[];
  readonly writeBaseline?: boolean;
  readonly fix?: boolean;
  readonly dryRun?: boolean;
  readonly baseline?: boolean;
  readonly strategy?: string;
  readonly orchestration?: string;
  readonly category?: string;
  readonly component?: string;
  readonly artifact?: string;
  readonly role?: string;
}
