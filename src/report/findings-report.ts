import type { AcceptedFinding, Finding } from '../model/finding.ts';
import type { Sign } from './verdict-words.ts';

/** Findings, whatever command they come from: all that the formats for other programs need. */
export interface FindingsReport {
  /** The command that shows everything: `check`. */
  readonly command: 'check' | 'validate';
  /** In one word, for programs. */
  readonly state: string;
  /** The lists of a check; of anything else, there is one. */
  readonly parts: readonly FindingsPart[];
  /** Whether there are several parts, each with its title. */
  readonly isSplit: boolean;
}

/** What was looked at as one, and what was found there. */
export interface FindingsPart {
  readonly title: string;
  readonly state: string;
  readonly sign: Sign;
  /** The result in one line, with counts. */
  readonly conclusion: string;
  readonly findings: readonly Finding[];
  readonly accepted: readonly AcceptedFinding[];
  /** The ids of the rules that ran. */
  readonly rules: readonly string[];
  /** Where findings without a location in the repository are put by formats in which each needs one. */
  readonly file: string;
}

/** Whether a path is inside the folder that paths are relative to. */
export const isInside = (file: string): boolean =>
  file !== '' && !/^(?:\.\.(?:\/|$)|\/|[A-Za-z]:)/.test(file);
