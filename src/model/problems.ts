/**
 * Everything that mkt can find, in one typed record: the name of each rule, what it checks, and its cases. Only a case decides the
 * level and what it blocks. The evidence of a case is data, typed here, from which its rule writes the message. An entry without a
 * rule does not compile, and neither does a rule without an entry.
 */
import type { Location } from './location.ts';
import type { Case, RuleEntry, Topic } from './rule-entry.ts';
import { configurationRules } from './rules/configuration-rules.ts';
import { costRules } from './rules/cost-rules.ts';
import { dataFlowRules } from './rules/data-flow-rules.ts';
import { environmentRules } from './rules/environment-rules.ts';
import { fileRules } from './rules/file-rules.ts';
import { operationRules } from './rules/operation-rules.ts';
import { overlapRules } from './rules/overlap-rules.ts';
import { requestRules } from './rules/request-rules.ts';
import { testingRules } from './rules/testing-rules.ts';
import type { Severity } from './severity.ts';

export const problems = {
  ...requestRules,
  ...environmentRules,
  ...overlapRules,
  ...costRules,
  ...configurationRules,
  ...dataFlowRules,
  ...testingRules,
  ...operationRules,
  ...fileRules,
};

export type RuleId = keyof typeof problems;

type Cases<Id extends RuleId> = (typeof problems)[Id]['cases'];

/** What rules are called where code speaks of them; ids are for people and for their files. */
export type RuleName = (typeof problems)[RuleId]['name'];

/** The id of a rule of this name. */
export type IdOf<Name extends RuleName> = {
  [Id in RuleId]: (typeof problems)[Id]['name'] extends Name ? Id : never;
}[RuleId];

/** The names of a rule's cases. */
export type CaseName<Id extends RuleId> = keyof Cases<Id> & string;

/** The evidence of a case. */
export type EvidenceOf<Id extends RuleId, Name extends CaseName<Id>> =
  Cases<Id>[Name] extends Case<infer Evidence> ? Evidence : never;

/** The word at a place, and what it should evidently be. */
export interface Fix {
  readonly from: string;
  readonly to: string;
}

/** The plugins that a problem concerns, and its place. */
export interface Where {
  /** The plugins concerned, by name. */
  readonly plugins?: readonly string[];
  readonly location?: Location;
  /** Other places that belong to it. */
  readonly related?: readonly { readonly location: Location; readonly message: string }[];
  readonly fix?: Fix;
  /** The mistake that was made: problems of one case that share it are reported as one, as equal ones are anyway. */
  readonly cause?: string;
}

/** What a rule of this id has found. */
export type ProblemOf<Id extends RuleId> = {
  [Name in CaseName<Id>]: Where & {
    readonly rule: Id;
    readonly case: Name;
    readonly evidence: EvidenceOf<Id, Name>;
  };
}[CaseName<Id>];

/** Something that a reader or a rule has found: only the evidence, without a message. */
export type Problem = { [Id in RuleId]: ProblemOf<Id> }[RuleId];

/** A problem at a place in a file: what readers find. */
export type Fault = Problem & { readonly location: Location };

/** A problem as a value. */
export function problem<Name extends RuleName, Of extends CaseName<IdOf<Name>>, At extends Where>(
  rule: Name,
  name: Of,
  evidence: EvidenceOf<IdOf<Name>, Of>,
  where: At,
): {
  readonly rule: IdOf<Name>;
  readonly case: Of;
  readonly evidence: EvidenceOf<IdOf<Name>, Of>;
} & At {
  return { rule: idOf(rule), case: name, evidence, ...where };
}

/** The same where the case is a parameter of the caller, for which the compiler cannot tell the members of the union apart. */
export const fault = <Name extends RuleName, Of extends CaseName<IdOf<Name>>>(
  rule: Name,
  name: Of,
  evidence: EvidenceOf<IdOf<Name>, Of>,
  location: Location,
): Fault => problem(rule, name, evidence, { location }) as unknown as Fault;

/** Whether a problem is of this rule, and of this case if one is named. */
export function isOf<Found extends Problem, Name extends RuleName>(
  found: Found,
  rule: Name,
): found is Extract<Found, { readonly rule: IdOf<Name> }>;
export function isOf<Found extends Problem, Name extends RuleName, Of extends CaseName<IdOf<Name>>>(
  found: Found,
  rule: Name,
  name: Of,
): found is Extract<Found, { readonly rule: IdOf<Name>; readonly case: Of }>;
export function isOf(found: Problem, rule: RuleName, name?: string): boolean {
  return found.rule === idOf(rule) && (name === undefined || found.case === name);
}

export const ruleIds = Object.keys(problems) as readonly RuleId[];

const idsByName = new Map<string, RuleId>(ruleIds.map((id) => [problems[id].name, id]));

/** The id of a rule, by its name. */
export const idOf = <Name extends RuleName>(name: Name): IdOf<Name> => idsByName.get(name) as IdOf<Name>;

/** The table, where the id is known only when the program runs. */
export const entryOf = (id: RuleId): RuleEntry => problems[id];

/** Whether a finding of this rule is about a topic; one of a rule that is not in the table is about none. */
export function isAbout(rule: string, topic: Topic): boolean {
  const id = ruleIds.find((each) => each === rule);
  return id !== undefined && entryOf(id).topics?.includes(topic) === true;
}

/** The rules about a topic, in the order of their ids. */
export const rulesAbout = (topic: Topic): readonly RuleId[] => ruleIds.filter((id) => isAbout(id, topic));

/** Returns the level and the effect of a case. */
export function caseOf({ rule, case: name }: { readonly rule: RuleId; readonly case: string }): Case {
  const found = entryOf(rule).cases[name];
  if (found === undefined) throw new RangeError(`${rule} has no case ${name}`);
  return found;
}

/** Whether a problem keeps a plugin from being installed or loaded. */
export const isBlocking = (found: { readonly rule: RuleId; readonly case: string }): boolean =>
  caseOf(found).blocks !== 'nothing';

/** Whether a problem says that something could not be looked up. */
export const isUnknown = (found: { readonly rule: RuleId; readonly case: string }): boolean =>
  caseOf(found).verdict === 'unknown';

/** Whether a problem is a name in a list that nothing has: the list can be read, but not followed. */
export const isUnknownName = ({
  rule,
  case: name,
}: {
  readonly rule: string;
  readonly case: string;
}): boolean => rule === idOf('schema-violation') && name === 'unknown-pattern';

/**
 * Whether a problem decides the verdict: something is refused, or not known. It cannot be silenced, made milder or put into a
 * baseline.
 */
export const isBinding = (found: { readonly rule: RuleId; readonly case: string }): boolean =>
  isBlocking(found) || isUnknown(found);

/** Whether a rule has a case that decides the verdict. */
export const canBind = (id: RuleId): boolean =>
  Object.keys(entryOf(id).cases).some((name) => isBinding({ rule: id, case: name }));

/** Returns the level of a rule's usual case, which lists and pages show. */
export function levelOf(id: RuleId): Severity {
  const [usual] = Object.values(entryOf(id).cases);
  return usual?.level ?? 'error';
}

/** Whether a problem is an error: something will not work. */
export const isError = (found: { readonly rule: RuleId; readonly case: string }): boolean =>
  caseOf(found).level === 'error';

/** Finds a rule by its id, in upper or lower case, or by its name. */
export function ruleNamed(text: string): RuleId | undefined {
  return ruleIds.find((id) => id === text.toUpperCase() || problems[id].name === text.toLowerCase());
}

/** What lists and pages show about a rule. */
export interface RuleFacts {
  readonly id: RuleId;
  readonly name: string;
  readonly severity: Severity;
  readonly section: string;
  readonly summary: string;
}

/** Every rule as lists and pages show it, in the order of the ids. */
export const ruleFacts: readonly RuleFacts[] = ruleIds.map((id) => {
  const { name, section, summary } = entryOf(id);
  return { id, name, severity: levelOf(id), section, summary };
});
