import { type Acceptance, type AcceptedFinding, type Finding, keyOf } from '../model/finding.ts';
import { entryOf, isBinding } from '../model/problems.ts';
import { baselineOf } from './baseline.ts';

/** Findings held against what a project accepts. */
export interface Judged {
  /** What is reported. A finding that was accepted until a day that is over says so. */
  readonly findings: readonly Finding[];
  readonly accepted: readonly AcceptedFinding[];
  /** Entries that no finding answers to. */
  readonly unused: readonly Acceptance[];
}

/**
 * Removes the findings that a project accepts. What decides the verdict cannot be accepted.
 * @param today as `2026-11-28`.
 */
export function withoutAccepted(
  findings: readonly Finding[],
  entries: readonly Acceptance[],
  today: string,
): Judged {
  if (entries.length === 0) return { findings, accepted: [], unused: [] };
  const used = new Set<Acceptance>();
  const accepted: AcceptedFinding[] = [];
  const reported = findings.flatMap((finding) => {
    const matching = entries.filter((entry) => accepts(entry, finding));
    for (const entry of matching) used.add(entry);
    if (isBinding(finding)) return [finding];
    const by = matching.find((entry) => !isOver(entry, today));
    if (by !== undefined) {
      accepted.push({ finding, by });
      return [];
    }
    const [over] = matching;
    return over === undefined
      ? [finding]
      : [{ ...finding, message: `${finding.message}\n${askedAgain(over)}` }];
  });
  return { findings: reported, accepted, unused: entries.filter((entry) => !used.has(entry)) };
}

/** Whether an entry is about a finding. A finding about one more plugin is a new one; about one fewer, the same. */
export function accepts({ rule, plugins, message }: Acceptance, finding: Finding): boolean {
  if (rule !== finding.rule && rule !== entryOf(finding.rule).name) return false;
  if (plugins !== undefined && !isWithin(finding.plugins, plugins)) return false;
  return message === undefined || keyOf({ ...finding, message }) === keyOf(finding);
}

/** Entries that accept findings as they are, sorted; without those that decide the verdict, and those about entries. */
export const entriesFor = (findings: readonly Finding[]): Omit<Acceptance, 'location'>[] =>
  baselineOf(findings.filter((finding) => finding.case !== 'stale-acceptance')).map(
    ({ rule, plugins, message }) => ({
      rule,
      ...(plugins.length > 0 && { plugins }),
      message,
      reason: 'it existed when the list was first checked',
    }),
  );

const isWithin = (some: readonly string[], all: readonly string[]): boolean =>
  some.length === 0 ? all.length === 0 : some.every((name) => all.includes(name));

// Days as text in one form sort as days do.
const isOver = ({ until }: Acceptance, today: string): boolean => until !== undefined && until < today;

function askedAgain({ until, owner, reason }: Acceptance): string {
  const by = owner === undefined ? '' : ` by ${owner}`;
  return `it was accepted${by} until ${until}: ${reason}`;
}
