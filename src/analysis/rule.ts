import type { CaseName, EvidenceOf, ProblemOf, RuleId } from '../model/problems.ts';
import type { Context } from './context.ts';

/** What people read. The first line of the message is the statement; lower case, no full stop after one sentence. */
export interface Said {
  readonly message: string;
  /** What to do next. */
  readonly help?: string;
}

/** The words for each case of a rule, made of nothing but its evidence. */
export type Say<Id extends RuleId> = {
  readonly [Name in CaseName<Id>]: (evidence: EvidenceOf<Id, Name>) => Said;
};

/** What a rule returns: its problems, the id of which is its own. */
export type Draft<Id extends RuleId> =
  ProblemOf<Id> extends infer Found ? (Found extends unknown ? Omit<Found, 'rule'> : never) : never;

/**
 * A rule is one pure function from a context to problems, and the words for them. Its name, its levels and what it stands for are
 * in `model/problems.ts`. One rule, one file, one line in `rules/index.ts`.
 */
export interface Rule<Id extends RuleId = RuleId> {
  /** `MKT301`: a contract, never reused. */
  readonly id: Id;
  /** It says what is missing, which may lie in a plugin that could not be had: then it is not asked. */
  readonly needsAll?: true;
  check(context: Context): readonly Draft<Id>[];
  readonly say: Say<Id>;
}

/** A rule of whatever id: the engine hands each only its own problems. */
// biome-ignore lint/suspicious/noExplicitAny: a union of all rules would have functions that nothing can be given to
export type AnyRule = Rule<any>;
