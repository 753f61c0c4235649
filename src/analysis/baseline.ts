import { type Finding, type KnownFinding, keyOf } from '../model/finding.ts';
import { isBinding } from '../model/problems.ts';

/** Findings held against those that are known. */
export interface Compared {
  readonly fresh: readonly Finding[];
  readonly known: readonly Finding[];
  /** Known ones that no longer occur, and can be removed from the baseline. */
  readonly vanished: readonly KnownFinding[];
}

/** The findings as a baseline holds them, sorted, each once; without those that decide the verdict, which a baseline cannot hide. */
export function baselineOf(findings: readonly Finding[]): KnownFinding[] {
  const all = new Map(
    findings.filter((finding) => !isBinding(finding)).map((finding) => [keyOf(finding), entryOf(finding)]),
  );
  return [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}

/**
 * Divides findings into new and known ones. What identifies a finding is its rule, its plugins and what it says, figures left
 * out: a line that moves and a number that grows make no new finding.
 */
export function compareWith(baseline: readonly KnownFinding[], findings: readonly Finding[]): Compared {
  const keys = new Set(baseline.map(keyOf));
  const found = new Set(findings.map(keyOf));
  const isKnown = (finding: Finding) => keys.has(keyOf(finding)) && !isBinding(finding);
  return {
    fresh: findings.filter((finding) => !isKnown(finding)),
    known: findings.filter(isKnown),
    vanished: baseline.filter((entry) => !found.has(keyOf(entry))),
  };
}

function entryOf({ rule, plugins, message }: Finding): KnownFinding {
  return { rule, plugins: [...plugins].sort(), message: message.split('\n')[0] ?? '' };
}
