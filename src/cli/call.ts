import type { ExitCode } from './exit-code.ts';
import type { World } from './world.ts';

/** One run of one command. Only commands take it whole; the functions that they call take the values they need. */
export interface Call {
  readonly args: readonly string[];
  readonly options: Options;
  readonly world: World;
}

/** How a command ends. */
export interface Answer<Result> {
  readonly code: ExitCode;
  /** For the report of the chosen format. */
  readonly result?: Result;
  /** Printed as it is, where there is no result. */
  readonly text?: string;
  /** Written to stderr after the answer. */
  readonly afterwards?: string;
  /** How the command ended that was run in place of mkt, after which mkt ends alike. */
  readonly ended?: { readonly code: number } | { readonly signal: NodeJS.Signals };
  /** Waits for the next answer of a command that goes on until it is interrupted, and then returns undefined. */
  readonly next?: () => Promise<Answer<Result> | undefined>;
  /** Asked after the result was printed, if `World.asks`. A yes goes on; anything else ends with `code`. */
  readonly question?: { readonly text: string; readonly yes: () => Promise<Answer<Result>> };
}

/** Options after parsing. Those of one command only are optional here. */
export interface Options {
  readonly registry: readonly string[];
  readonly bundled: boolean;
  readonly cwd: string;
  /** The name of the command. */
  readonly command: string;
  readonly format: string;
  readonly output?: string;
  readonly strict: boolean;
  readonly offline: boolean;
  readonly claudeCode?: string;
  readonly client?: string;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly color: boolean;
  readonly pattern?: string;
  readonly policy?: string;
  readonly staged?: boolean;
  readonly ifPresent?: boolean;
  readonly since?: string;
  readonly watch?: boolean;
  readonly rule?: readonly string[];
  readonly allowUnknown?: boolean;
  readonly writeBaseline?: boolean;
  readonly installed?: boolean;
  readonly user?: boolean;
  readonly with?: readonly string[];
  readonly fix?: boolean;
  readonly dryRun?: boolean;
  readonly sparse?: string;
  readonly unlocked?: boolean;
  readonly check?: boolean;
  readonly verify?: boolean;
  readonly yes?: boolean;
  readonly force?: boolean;
  readonly hook?: boolean;
  readonly invert?: string;
  readonly set?: readonly string[];
  readonly local?: boolean;
  readonly prune?: boolean;
  readonly install?: boolean;
  readonly seed?: string;
  readonly adopt?: boolean;
  readonly duplicates?: boolean;
  /** True without names. */
  readonly upgrade?: true | readonly string[];
  readonly excludeNewer?: string;
  readonly baseline?: boolean;
  readonly accepted?: boolean;
  readonly accept?: boolean;
  readonly runs?: string;
  readonly tokens?: string;
  readonly processes?: string;
  readonly keep?: readonly string[];
  readonly strategy?: string;
  readonly orchestration?: string;
  readonly full?: boolean;
  readonly successors?: boolean;
  readonly section?: string;
  readonly from?: string;
  readonly diff?: string;
  readonly category?: string;
  readonly component?: string;
  readonly artifact?: string;
  readonly role?: string;
  readonly all?: boolean;
  readonly open?: boolean;
}
