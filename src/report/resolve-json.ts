import { jsonText } from './json.ts';
import { keysOf } from './resolution-keys.ts';
import type { ResolveResult } from './results.ts';
import { wrap } from './wrap.ts';

/** `mkt resolve --json`: a contract, `schema/resolve.schema.json`. */
export function resolveJson({ resolution, specs, problems, findings }: ResolveResult): string {
  if (resolution?.ok) {
    const keys = keysOf(resolution.chosen);
    // `fromEntries` makes every name an own property, even `__proto__`.
    const versions = Object.fromEntries(
      resolution.chosen.map(({ version, unpinnable, statedVersion = null }, index) => [
        keys[index],
        unpinnable === true ? statedVersion : version,
      ]),
    );
    if (findings.length === 0) return jsonText({ ok: true, resolution: versions });
    const explanation = findings.map(({ message }) => message).join('\n');
    return jsonText({
      ok: false,
      explanation,
      conflict: [],
      suggestions: [],
      resolution: versions,
      findings,
    });
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
