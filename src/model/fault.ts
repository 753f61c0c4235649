import type { Location } from './location.ts';

/**
 * What a reader found wrong in a file. Readers report facts; the rules of the same id turn them into findings, so that
 * levels and wording are decided in one place.
 */
export interface Fault {
  readonly rule:
    | 'MKT105'
    | 'MKT106'
    | 'MKT107'
    | 'MKT901'
    | 'MKT902'
    | 'MKT903'
    | 'MKT904'
    | 'MKT905'
    | 'MKT906'
    | 'MKT907'
    | 'MKT908'
    | 'MKT909'
    | 'MKT910'
    | 'MKT911'
    | 'MKT912';
  /** Lower case, no full stop: what is wrong, with the offending text in backticks. */
  readonly message: string;
  readonly location: Location;
  /** What to do next. */
  readonly help?: string;
  /** Overrides the rule's default level where one rule covers harmless and harmful forms. */
  readonly severity?: 'error' | 'warning' | 'note';
  /** The word at the location, and what it evidently should be. */
  readonly fix?: { readonly from: string; readonly to: string };
  /** Plugins concerned, where known. */
  readonly plugins?: readonly string[];
}

/** Whether a fault keeps a file from being used; an unknown key does not. */
export function isErrorFault({ rule, severity = rule === 'MKT903' ? 'warning' : 'error' }: Fault): boolean {
  return severity === 'error';
}
