import type { Finding, Severity } from '../model/finding.ts';
import type { Context } from './context.ts';

/** What a rule returns: id, name and default severity are filled in by the engine. */
export type Draft = Omit<Finding, 'rule' | 'name' | 'severity'> & { readonly severity?: Severity };

/** A rule is data plus one pure function. One rule, one file, one line in `rules/index.ts`. */
export interface Rule {
  /** `MKT301`: a contract, never reused. */
  readonly id: string;
  readonly name: string;
  readonly severity: Severity;
  /** The section of the integration guide that it stands for. */
  readonly section: string;
  /** One line: fires when … */
  readonly summary: string;
  /** It says what is missing, which may lie in a plugin that could not be had: then it is not asked. */
  readonly needsAll?: true;
  check(context: Context): readonly Draft[];
}
