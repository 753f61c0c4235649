import type { Location } from './location.ts';
import type { RuleId } from './problems.ts';
import type { Severity } from './severity.ts';

export type { Severity } from './severity.ts';

/** The one diagnostic type: everything that mkt says about the user's input. */
export interface Finding {
  /** Rule id, such as `MKT301`. */
  readonly rule: RuleId;
  /** Which of the rule's cases it is. */
  readonly case: string;
  /** The data in the message: names, versions, ranges, counts. */
  readonly evidence: Readonly<Record<string, unknown>>;
  /** The rule's name, such as `agent-name-clash`. */
  readonly name: string;
  readonly severity: Severity;
  /** The first line is the statement; an explanation or a list may follow. Lower case, no full stop after a single sentence. */
  readonly message: string;
  /** The plugins concerned, by name, sorted. */
  readonly plugins: readonly string[];
  /** Where the cause is: the line of the user's list, or of the malformed file. */
  readonly location?: Location;
  /** Other places that belong to it. */
  readonly related?: readonly { readonly location: Location; readonly message: string }[];
  /** What to do next. */
  readonly help?: string;
}

/** Counts by level, as printed in the last line and in `summary` of the JSON. */
export interface Summary {
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
}

/** Counts findings by level. */
export function summarize(findings: readonly Finding[]): Summary {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  return { errors: count('error'), warnings: count('warning'), notes: count('note') };
}

/** What a finding says, in its first line. */
export const statementOf = ({ message }: Pick<Finding, 'message'>): string => message.split('\n')[0] ?? '';

/** What a finding says to do, in one line: of several ways the first, and how many others there are. */
export function firstHelp({ help = '' }: Pick<Finding, 'help'>): string | undefined {
  const [first = '', ...more] = help.split('\n');
  const ways = more.filter((line) => line.startsWith('- ')).map((line) => line.slice(2));
  if (ways.length === 0) return first === '' ? undefined : first;
  const others =
    ways.length === 1
      ? ''
      : `; there ${ways.length === 2 ? 'is 1 other way' : `are ${ways.length - 1} other ways`}`;
  return `${ways[0]}${others}`;
}

/** Whether findings make a run fail: errors always, warnings with `--strict`. */
export function fails({ errors, warnings }: Summary, strict: boolean): boolean {
  return errors > 0 || (strict && warnings > 0);
}

/** A finding that a project has accepted. */
export interface KnownFinding {
  readonly rule: string;
  readonly plugins: readonly string[];
  /** The first line of its message when it was recorded; figures in it may change. */
  readonly message: string;
}

/** An entry of `accepted:`: a finding that the team has accepted, and why. */
export interface Acceptance {
  /** The rule, by id or name. */
  readonly rule: string;
  /** The plugins that the finding may be about; undefined: whichever it is about. */
  readonly plugins?: readonly string[];
  /** The first line of the finding, in which figures may change; undefined: each finding of the rule. */
  readonly message?: string;
  readonly reason: string;
  readonly owner?: string;
  /** The last day on which it is accepted, such as `2027-03-31`. */
  readonly until?: string;
  readonly location: Location;
}

/** A finding that is not reported, and the entry that accepts it. */
export interface AcceptedFinding {
  readonly finding: Finding;
  readonly by: Acceptance;
}

/** Returns what identifies a finding from one run to the next. */
export function keyOf({ rule, plugins, message }: KnownFinding): string {
  // A figure in a name, between backticks, is part of the name.
  const said = (message.split('\n')[0] ?? '')
    .split('`')
    .map((part, index) => (index % 2 === 0 ? part.replace(/\d+(?:[.,]\d+)*/g, '#') : part))
    .join('`');
  return [rule, [...plugins].sort().join(','), said].join('\n');
}
