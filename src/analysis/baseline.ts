import type { Finding, KnownFinding } from '../model/finding.ts';

/** Findings held against those that are known. */
export interface Compared {
  readonly fresh: readonly Finding[];
  readonly known: readonly Finding[];
  /** Known ones that are not found any more, and can be taken off the list. */
  readonly vanished: readonly KnownFinding[];
}

/** The findings as a baseline holds them, sorted, each once. */
export function baselineOf(findings: readonly Finding[]): KnownFinding[] {
  const all = new Map(findings.map((finding) => [keyOf(finding), entryOf(finding)]));
  return [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}

/**
 * Divides findings into new and known ones. What identifies a finding is its rule, its plugins and what it says, figures left
 * out: a line that moves and a number that grows make no new finding.
 */
export function compareWith(baseline: readonly KnownFinding[], findings: readonly Finding[]): Compared {
  const keys = new Set(baseline.map(keyOf));
  const found = new Set(findings.map(keyOf));
  return {
    fresh: findings.filter((finding) => !keys.has(keyOf(finding))),
    known: findings.filter((finding) => keys.has(keyOf(finding))),
    vanished: baseline.filter((entry) => !found.has(keyOf(entry))),
  };
}

function entryOf({ rule, plugins, message }: Finding): KnownFinding {
  return { rule, plugins: [...plugins].sort(), message: message.split('\n')[0] ?? '' };
}

/** What identifies a finding from one run to the next. */
export function keyOf({ rule, plugins, message }: KnownFinding): string {
  // A figure in a name, between backticks, is part of the name.
  const said = (message.split('\n')[0] ?? '')
    .split('`')
    .map((part, index) => (index % 2 === 0 ? part.replace(/\d+(?:[.,]\d+)*/g, '#') : part))
    .join('`');
  return [rule, [...plugins].sort().join(','), said].join('\n');
}
