/** The evidence of what settings of the client and a list say of each other: MKT113, MKT115 to MKT117. */

/** MKT113: a plugin requires one that settings disable. */
export interface DisabledDependency {
  readonly dependency: string;
  readonly plugins: readonly string[];
  /** The settings that disable it. */
  readonly file: string;
}

/** MKT115: the source of a marketplace is not allowed. */
export interface BlockedByPolicy {
  readonly marketplace: string;
  readonly source: string;
  readonly plugins: readonly string[];
  readonly file: string;
}

/** MKT115: plugins in the project's own skills folder are not allowed. */
export interface BlockedCopies {
  readonly plugins: readonly string[];
  readonly file: string;
}

/** MKT115: a list of a policy in settings where it does not count. */
export interface IgnoredPolicy {
  readonly key: string;
  readonly file: string;
}

/** MKT116: what settings say of a plugin, and the list does not, or otherwise. */
export interface ListsDiffer {
  readonly list: string;
  readonly plugins: readonly {
    readonly id: string;
    readonly file: string;
    readonly line: number;
    /** Where the list has it; absent if it does not. */
    readonly listLine?: number;
  }[];
}

/** MKT117: plugins of project settings that the client does not fetch for users who clone the project. */
export interface NotFetched {
  readonly file: string;
  readonly plugins: readonly string[];
  /** How many plugins these settings enable. */
  readonly enabled: number;
  /** The command of mkt that copies them into the project; absent if there is none. */
  readonly copyWith?: string;
}
