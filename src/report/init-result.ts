/** `mkt init` */
export interface InitResult {
  readonly file: string;
  /** The list was there already, and only the hook is written. */
  readonly isKept?: boolean;
  readonly state: 'written' | 'would-change';
  /** The settings that the plugins were taken from, or `this machine`; undefined for an empty list. */
  readonly from?: string;
  /** How many plugins are installed for the user, in every folder, and are not in the list. */
  readonly ofUser?: number;
  readonly plugins: readonly string[];
  /** How the list is checked before every commit. */
  readonly hook: {
    readonly tool: 'pre-commit' | 'husky' | 'lefthook' | 'lint-staged' | 'git' | 'none';
    readonly file?: string;
    readonly text: string;
    readonly isWritten: boolean;
  };
}
