/** A plugin that a session gets. */
export interface ShownStored {
  readonly id: string;
  readonly version: string;
  /** By which the client knows it. */
  readonly name: string;
  readonly folder: string;
  readonly state: 'there' | 'added' | 'restored';
}

/** Why the locked plugins would not load as they are. */
export type RunRefusal =
  | { readonly kind: 'not-stored'; readonly id: string; readonly reason: string; readonly hint?: string }
  | { readonly kind: 'one-name'; readonly name: string; readonly ids: readonly string[] }
  | { readonly kind: 'flags-refused'; readonly file: string; readonly line: number }
  | {
      readonly kind: 'managed-name';
      readonly name: string;
      readonly id: string;
      readonly file: string;
      readonly line: number;
    }
  | { readonly kind: 'switched-off'; readonly name: string; readonly file: string; readonly line: number };

/** `mkt run` */
export interface RunResult {
  readonly state: 'would-run' | 'refused';
  /** The whole command line, with what mkt adds. */
  readonly command: readonly string[];
  /** Variables that the command gets in addition. */
  readonly environment: Readonly<Record<string, string>>;
  readonly plugins: readonly ShownStored[];
  /** How many of them run code that the lock does not hold. */
  readonly withUnlockedCode: number;
  /** Plugins of the user that these replace for the session. */
  readonly replaced: readonly { readonly id: string; readonly name: string }[];
  /** Those that need Node packages, which are not installed. */
  readonly withoutPackages: readonly string[];
  /** Other plugins that the session gets because the user's environment says so. */
  readonly alsoFrom?: string;
  readonly refused: readonly RunRefusal[];
}
