/** What becomes of one file of a copy. `mode`: only whether it can be run. */
export interface ShownStep {
  readonly path: string;
  readonly kind: 'add' | 'change' | 'mode' | 'remove';
}

/** In what a copy differs from the locked release. */
export interface ShownEdit {
  readonly key: string;
  readonly why: 'sibling' | 'locked-version' | 'name' | 'entry' | 'off';
  readonly before?: unknown;
  readonly after?: unknown;
}

/** What becomes of one copy. */
export interface ShownCopyChange {
  readonly kind: 'add' | 'move' | 'restore' | 'remove';
  readonly id: string;
  readonly folder: string;
  readonly before?: string;
  readonly after?: string;
  readonly steps: readonly ShownStep[];
  readonly edits: readonly ShownEdit[];
}

/** What on a machine keeps the client from loading a copy. */
export type ShownObstacle =
  | { readonly kind: 'installed'; readonly name: string; readonly id: string; readonly isOn: boolean }
  | { readonly kind: 'user-copy'; readonly name: string }
  | { readonly kind: 'switched-off'; readonly name: string; readonly file: string; readonly line: number }
  | { readonly kind: 'policy'; readonly file: string; readonly line: number }
  /** The client is not started in the folder of the copies, where alone it reads them. */
  | { readonly kind: 'sub-folder'; readonly folder: string }
  | { readonly kind: 'untrusted'; readonly folder: string; readonly isWorktree: boolean }
  /** The client knows the project's marketplace of pins from another clone. */
  | { readonly kind: 'other-clone'; readonly marketplace: string; readonly folder: string };

/** Why settings are not written. */
export type ShownNoSettings = { readonly shown: string } & (
  | { readonly why: 'unreadable'; readonly line: number }
  | { readonly why: 'other-shape'; readonly key: string }
  | { readonly why: 'other-source' | 'no-source' | 'no-argument'; readonly marketplace: string }
);

/** `mkt sync` */
export interface SyncResult {
  /** `unconfirmed`: files would be replaced or removed, and `--yes` was not given. */
  readonly state: 'fresh' | 'stale' | 'written' | 'would-change' | 'unconfirmed' | 'refused';
  /** Where the copies are. */
  readonly folder: string;
  /** What everyone needs of the project, and so belongs into its repository: the list, the lock, and the folder with the copies. */
  readonly commit: readonly string[];
  readonly locked: number;
  readonly withUnlockedCode: number;
  readonly changes: readonly ShownCopyChange[];
  readonly refused: readonly { readonly id: string; readonly reason: string; readonly hint?: string }[];
  /** Plugins that reach the client in another way than by a copy. */
  readonly elsewhere: readonly {
    readonly id: string;
    readonly route: 'run' | 'pin' | 'settings';
    readonly reason?: string;
  }[];
  /** Copies that require a plugin which is none. */
  readonly incomplete: readonly { readonly id: string; readonly requires: string }[];
  /** What on this machine keeps the client from loading copies. */
  readonly inTheWay: readonly ShownObstacle[];
  /** What becomes of a file of settings; an empty diff if nothing does. */
  readonly settings?: { readonly file: string; readonly diff: string };
  readonly noSettings?: ShownNoSettings;
  /** The project's marketplace of pinned plugins, and the files of it that change. */
  readonly pins?: { readonly marketplace: string; readonly files: readonly string[] };
  /** The seed that was written, in place of everything else. */
  readonly seed?: { readonly folder: string; readonly plugins: readonly string[] };
  /** The folder of a seed that was asked for and not written, for the reasons in `refused`. */
  readonly noSeed?: string;
  /** What is left to do on this machine: client commands. */
  readonly commands: readonly string[];
  /** The client commands that were run. */
  readonly installed?: readonly string[];
  /** The command of the client that failed, in its own words. */
  readonly notInstalled?: { readonly command: string; readonly said: string };
}
