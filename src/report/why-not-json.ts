import { jsonText } from './json.ts';
import { resolveJson } from './resolve-json.ts';
import type { Held, Unresolved, WhyNotResult } from './results.ts';

/** `mkt why-not --json`: `schema/why-not.schema.json`. */
export function whyNotJson(result: WhyNotResult | Unresolved): string {
  if ('unresolved' in result) return resolveJson(result.unresolved);
  const { asked, resolution, changes } = result;
  return jsonText({ ok: true, asked, ...answerOf({ resolution, changes }) });
}

/** The result of a request with one more requirement. */
export function answerOf({ resolution, changes }: Held) {
  if (resolution === undefined || resolution.ok)
    return {
      possible: resolution !== undefined,
      changes: changes.map(({ name, before, after }) => ({
        name,
        before: before ?? null,
        after: after ?? null,
      })),
    };
  const { explanation, conflict, suggestions } = resolution;
  return { possible: false, explanation: explanation.join('\n'), conflict, suggestions };
}
