import type { Finding, Severity } from '../model/finding.ts';
import type { Project, RuleLevel } from '../model/project.ts';
import type { Context } from './context.ts';
import type { Rule } from './rule.ts';

type Ignore = Pick<Project['ignores'][number], 'rule' | 'location'>;

/** How the project has set the rules. */
export interface RuleSettings {
  readonly levels: Readonly<Record<string, RuleLevel>>;
  /** `mkt-ignore` comments, and where they stand. */
  readonly ignores: readonly Ignore[];
}

const order = { error: 0, warning: 1, note: 2 } as const;

/** Runs rules over a context, and leaves out what the project ignores. */
export function runRules(rules: readonly Rule[], context: Context, settings: RuleSettings): Finding[] {
  return withoutIgnored(allFindings(rules, context, settings), settings.ignores).findings;
}

/**
 * Runs rules over a context. Findings come sorted: by severity, then rule, then plugins, then place, so that two runs over
 * the same input give the same text.
 */
export function allFindings(rules: readonly Rule[], context: Context, settings: RuleSettings): Finding[] {
  const findings: { readonly finding: Finding; readonly key: string }[] = [];
  for (const rule of rulesOn(rules, settings, context)) {
    const level = levelOf(rule, settings) as Severity | undefined;
    for (const { severity = rule.severity, ...draft } of rule.check(context)) {
      const finding = { rule: rule.id, name: rule.name, severity: level ?? severity, ...draft };
      findings.push({ finding, key: keyOf(finding) });
    }
  }
  return findings
    .sort(
      (a, b) =>
        order[a.finding.severity] - order[b.finding.severity] || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0),
    )
    .map(({ finding }) => finding);
}

/** The rules that run: all that the project has not switched off, and that can be answered. */
export function rulesOn(
  rules: readonly Rule[],
  settings: RuleSettings,
  { isPartial }: Pick<Context, 'isPartial'>,
): Rule[] {
  return rules.filter((rule) => levelOf(rule, settings) !== 'off' && !(isPartial && rule.needsAll === true));
}

function levelOf({ id, name }: Rule, { levels }: RuleSettings): RuleLevel | undefined {
  return levels[id] ?? levels[name];
}

/** Findings without those that are ignored on their line, and the comments for which there is none. */
export function withoutIgnored(
  findings: readonly Finding[],
  ignores: readonly Ignore[],
): { readonly findings: Finding[]; readonly unused: readonly Ignore[] } {
  const used = new Set<Ignore>();
  const kept = findings.filter(({ rule, location, related = [] }) => {
    // Of several plugins that a finding is about, a comment may stand behind each.
    const places = [location, ...related.map((each) => each.location)];
    const matching = ignores.filter(
      (ignore) =>
        ignore.rule === rule &&
        places.some((at) => at?.file === ignore.location.file && at.line === ignore.location.line),
    );
    for (const ignore of matching) used.add(ignore);
    return matching.length === 0;
  });
  return { findings: kept, unused: ignores.filter((ignore) => !used.has(ignore)) };
}

/** What findings of one level are sorted by. */
const keyOf = ({ rule, plugins, location, message }: Finding): string =>
  [rule, location?.file ?? '', String(location?.line ?? 0).padStart(9, '0'), plugins.join(','), message].join(
    '\n',
  );
