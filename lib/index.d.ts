import type { CheckOutput, LockOutput, PlanOutput, ResolveOutput, ValidateOutput } from './output.js';

export type { CheckOutput, LockOutput, PlanOutput, ResolveOutput, ValidateOutput } from './output.js';

/** Where plugins come from, and for what client. */
export interface Options {
  /** The folder to work in: where the list is looked for, and what paths start from. Default: that of the process. */
  readonly cwd?: string;
  /** More registries: folders, index files, git URLs, `owner/repo`. */
  readonly registries?: readonly string[];
  /** `false` leaves the bundled registry out. */
  readonly bundled?: boolean;
  /** Uses no network: what is cached counts. */
  readonly offline?: boolean;
  /** The version of the client that the facts are taken for, such as `2.1.332`. */
  readonly claudeCode?: string;
  /** Warnings make `ok` false, too. */
  readonly strict?: boolean;
  /** The environment: `HOME`, `MKT_CACHE_DIR`, … Default: that of the process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Which plugins: a pattern in addition to those named, and the preference among versions. */
export interface Selection extends Options {
  readonly pattern?: string;
  readonly strategy?: 'highest' | 'locked' | 'lowest' | 'lowest-direct';
}

export interface CheckOptions extends Selection {
  /** Plugins to add to the list: only what they bring is reported. */
  readonly with?: readonly string[];
  /** The plugins that are installed and enabled on this machine. */
  readonly installed?: boolean;
  /** Levels of rules, by id or name. */
  readonly rules?: Readonly<Record<string, 'error' | 'warning' | 'note' | 'off'>>;
  /** A file of managed settings that says which marketplaces are allowed. */
  readonly policy?: string;
}

export interface PlanOptions extends Selection {
  readonly orchestration?: 'auto' | 'pipeline' | 'parallel' | 'event-driven';
}

export interface LockOptions extends Options {
  /** Writes `mkt.lock`; otherwise it is only said what would change. */
  readonly write?: boolean;
  /** Moves these plugins, or all, to the newest versions that fit. */
  readonly upgrade?: true | readonly string[];
  /** Leaves out releases after this day, such as `2026-01-31`. */
  readonly excludeNewer?: string;
}

/** There is no answer: an unknown option, a file that cannot be read, a network that is needed. */
export declare class MktError extends Error {
  /** What to do. */
  readonly hint: string | undefined;
  /** The exit code of the command: 1 the request has a problem, 2 it cannot be read, 3 it could not be done. */
  readonly code: number;
}

export interface ValidateOptions extends Options {
  /** Reports only what a change brings: a branch, tag or commit that the folder is compared with. */
  readonly since?: string;
}

/**
 * Checks whether plugins go together: `mkt check --json`.
 * @param specs `name`, `name@range`, `name@marketplace` or `name@marketplace@range`; none: the project's list in `cwd`.
 * @throws MktError if there is no list, or the request cannot be read. Plugins that do not go together are an answer.
 */
export declare function check(specs?: readonly string[], options?: CheckOptions): Promise<CheckOutput>;

/**
 * Plans how to combine plugins: `mkt plan --json`.
 * @throws MktError as {@link check}.
 */
export declare function plan(specs?: readonly string[], options?: PlanOptions): Promise<PlanOutput>;

/**
 * Finds versions that fit together: `mkt resolve --json`.
 * @throws MktError as {@link check}.
 */
export declare function resolve(specs?: readonly string[], options?: Selection): Promise<ResolveOutput>;

/**
 * Finds everything that is wrong with a marketplace, a plugin, a registry or a list: `mkt validate --json`.
 * @param path of a file or a folder. Default: `cwd`.
 */
export declare function validate(path?: string, options?: ValidateOptions): Promise<ValidateOutput>;

/**
 * Locks the list of a project, or says what would change: `mkt lock --json`.
 * @throws MktError if the list cannot be locked.
 */
export declare function lock(options?: LockOptions): Promise<LockOutput>;
