import type { Finding } from '../model/finding.ts';
import type { Chosen, RequestProblem, Resolution, Spec } from '../model/resolution.ts';
import { count, listed, printable } from '../model/text.ts';
import { sideBySide } from './columns.ts';
import { findingsText } from './findings-text.ts';
import { jsonText } from './json.ts';
import type { Style } from './style.ts';
import { wrap } from './wrap.ts';

export interface ResolveResult {
  readonly resolution: Resolution | undefined;
  readonly specs: readonly Spec[];
  readonly problems: readonly RequestProblem[];
  readonly findings: readonly Finding[];
}

/** `mkt resolve` for people: one plugin a line. */
export function resolveText(
  { resolution, findings }: ResolveResult,
  { style, width }: { style: Style; width: number },
): string {
  if (resolution === undefined || !resolution.ok) return findingsText(findings, { style, width });
  const { chosen } = resolution;
  const keys = keysOf(chosen);
  const heads = sideBySide([{ cells: keys.map(printable), dress: style.bold }]);
  const lines = chosen.map(({ version, requested, requiredBy }, index) => {
    const by = [...new Set(requiredBy.map(({ name }) => name))];
    const why =
      requested || by.length === 0
        ? ''
        : style.dim(`  required by ${printable(by.length > 3 ? count(by.length, 'plugin') : listed(by))}`);
    return `${heads.lines[index]}  ${style.green(version)}${why}`;
  });
  return [...lines, '', `${count(chosen.length, 'plugin')} resolved`].join('\n');
}

/** `mkt resolve --json`: a contract, `schema/resolve.schema.json`. */
export function resolveJson({ resolution, specs, problems, findings }: ResolveResult): string {
  if (resolution?.ok) {
    const keys = keysOf(resolution.chosen);
    // `fromEntries` makes own properties of every name, `__proto__` too.
    const versions = Object.fromEntries(
      resolution.chosen.map(({ version }, index) => [keys[index], version]),
    );
    return jsonText({ ok: true, resolution: versions });
  }
  if (resolution !== undefined) {
    const { explanation, conflict, minimal, smallest, suggestions } = resolution;
    return jsonText({
      ok: false,
      explanation: explanation.flatMap((step) => wrap(step, 80, 2)).join('\n'),
      conflict,
      minimal,
      smallest,
      suggestions,
    });
  }
  const stuck = problems.length > 0 ? problems.map(({ spec }) => spec.text) : specs.map(({ text }) => text);
  return jsonText({
    ok: false,
    explanation: findings.map(({ message }) => message).join('\n'),
    conflict: stuck,
    suggestions: [],
    findings,
  });
}

/** The plugin's name, or `name@marketplace` where two marketplaces' plugins of one name are both chosen. */
function keysOf(chosen: readonly Chosen[]): string[] {
  const seen = new Map<string, number>();
  for (const { name } of chosen) seen.set(name, (seen.get(name) ?? 0) + 1);
  return chosen.map(({ name, marketplace }) => ((seen.get(name) ?? 0) > 1 ? `${name}@${marketplace}` : name));
}
