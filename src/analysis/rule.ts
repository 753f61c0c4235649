import type { MarketplaceReading } from '../client/reading/marketplace-reading.ts';
import type { PluginReading } from '../client/reading/plugin-reading.ts';
import type { Location } from '../model/location.ts';
import type { CaseName, EvidenceOf, ProblemOf, problems, RuleId } from '../model/problems.ts';
import type { Context } from './context.ts';

/** What people read. The first line of the message is the statement; lower case, no full stop after one sentence. */
export interface Said {
  readonly message: string;
  /** What to do next. */
  readonly help?: string;
}

/** What a message calls things that are called otherwise where it is part of them. */
export interface Terms {
  /** The plan of the combination: how to get it, or the plan that the message is in. */
  readonly plan: string;
  /** How to see one section of that plan. */
  readonly section: (name: 'tests' | 'settings') => string;
}

/** The words for each case of a rule, made of nothing but its evidence and the terms. */
export type Say<Id extends RuleId> = {
  readonly [Name in CaseName<Id>]: (evidence: EvidenceOf<Id, Name>, terms: Terms) => Said;
};

/** What a rule returns: its problems, the id of which is its own. */
export type Draft<Id extends RuleId> =
  ProblemOf<Id> extends infer Found ? (Found extends unknown ? Omit<Found, 'rule'> : never) : never;

/** A problem at a place in a file: what a rule finds in a reading. */
export type Placed<Id extends RuleId> = Draft<Id> & { readonly location: Location };

/** The pure functions of a rule: one for each thing that it looks at. None of them repeats what is among the faults of a reading. */
interface Looks<Id extends RuleId> {
  /** A list, or a combination of plugins. */
  check(context: Context): readonly Draft<Id>[];
  /** One plugin; what it finds concerns this one, unless it says otherwise. */
  plugin(reading: PluginReading): readonly Placed<Id>[];
  /** A marketplace as a whole. */
  marketplace(reading: MarketplaceReading): readonly Placed<Id>[];
}

/** What a rule of this scope cannot be without; rules that look at files may have been found by their readers. */
type Needed<Id extends RuleId> = (typeof problems)[Id]['scope'] extends 'list' | 'combination'
  ? Pick<Looks<Id>, 'check'>
  : (typeof problems)[Id]['scope'] extends 'plugin'
    ? Pick<Looks<Id>, 'plugin'>
    : unknown;

interface Shape<Id extends RuleId> extends Partial<Looks<Id>> {
  /** `MKT301`: a contract, never reused. */
  readonly id: Id;
  /** It reports what is missing, which a plugin that is not available may have: it does not run over a part of the request. */
  readonly needsAll?: true;
  /**
   * What it reports missing could be in any plugin that does not state its interface: it runs only where all of them state theirs.
   */
  readonly needsStated?: true;
  /** It is about how the client finds, fetches and chooses plugins: not asked of copies that the project holds. */
  readonly ofInstallation?: true;
  readonly say: Say<Id>;
}

/**
 * A rule is pure functions from what it looks at to problems, and the words for them. What readers have found under its id the engine
 * adds. Its name, its levels and its meaning are in `model/rules/`. One rule, one file, one line in `rules/index.ts`.
 */
export type Rule<Id extends RuleId = RuleId> = Shape<Id> & Needed<Id>;

/** A rule of whatever id: the engine hands each only its own problems. */
// biome-ignore lint/suspicious/noExplicitAny: a union of all rules would have functions that nothing can be given to
export type AnyRule = Shape<any>;
