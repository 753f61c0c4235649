import type { Finding, Severity } from '../model/finding.ts';
import type { RuleLevel } from '../model/project.ts';
import type { Context } from './context.ts';
import type { Rule } from './rule.ts';

/** How the project has set the rules. */
export interface RuleSettings {
  readonly levels: Readonly<Record<string, RuleLevel>>;
  /** `mkt-ignore` comments: rule, file and line. */
  readonly ignores: readonly { readonly rule: string; readonly file: string; readonly line: number }[];
}

const order = { error: 0, warning: 1, note: 2 } as const;

/**
 * Runs rules over a context. Findings come sorted: by severity, then rule, then plugins, then place, so that two runs over
 * the same input give the same text.
 */
export function runRules(rules: readonly Rule[], context: Context, settings: RuleSettings): Finding[] {
  const findings: { readonly finding: Finding; readonly key: string }[] = [];
  for (const rule of rulesOn(rules, settings, context)) {
    const level = levelOf(rule, settings) as Severity | undefined;
    for (const { severity = rule.severity, ...draft } of rule.check(context)) {
      const finding = { rule: rule.id, name: rule.name, severity: level ?? severity, ...draft };
      if (!isIgnored(finding, settings)) findings.push({ finding, key: keyOf(finding) });
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

function isIgnored({ rule, location }: Finding, { ignores }: RuleSettings): boolean {
  return ignores.some(
    (ignore) => ignore.rule === rule && ignore.file === location?.file && ignore.line === location.line,
  );
}

/** What findings of one level are sorted by. */
const keyOf = ({ rule, plugins, location, message }: Finding): string =>
  [rule, location?.file ?? '', String(location?.line ?? 0).padStart(9, '0'), plugins.join(','), message].join(
    '\n',
  );
