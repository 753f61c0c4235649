import type { Finding } from '../model/finding.ts';
import type { Verdict } from '../model/verdict.ts';
import type { ShownChange } from './lock-result.ts';

/** `mkt add`, `mkt remove`: what becomes of the list and of the combination. */
export interface ListChangeResult {
  readonly action: 'add' | 'remove';
  /** The list, or the settings that contain it. */
  readonly file: string;
  readonly state: /** The list says so already. */
    | 'unchanged'
    | 'written'
    | 'would-change'
    /** `--yes` was not given. */
    | 'unconfirmed'
    /** There are new errors, and `--force` was not given. */
    | 'refused';
  /** Entries as they are written in the list. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly { readonly before: string; readonly after: string }[];
  /** What comes along, moves and goes. */
  readonly plugins: readonly CombinationChange[];
  /** What the new list has and the old one did not. */
  readonly findings: readonly Finding[];
  /** How many findings of the old list are gone. */
  readonly gone: number;
  readonly verdict: Verdict['kind'];
  /** As `diff -u` shows it. */
  readonly diff: string;
  /** The lock, if there is one, and whether it is written too. */
  readonly lock?: { readonly file: string; readonly isWritten: boolean };
}

/** A plugin of the combination that is not as it was. */
export interface CombinationChange extends ShownChange {
  readonly requiredBy: readonly string[];
}
