import { jsonText } from './json.ts';
import { resolveJson } from './resolve-json.ts';
import type { Unresolved, WhyResult } from './results.ts';
import { answerOf } from './why-not-json.ts';

/** `mkt why --json`: `schema/why.schema.json`. */
export function whyJson(result: WhyResult | Unresolved): string {
  if ('unresolved' in result) return resolveJson(result.unresolved);
  const { chosen, newest, held } = result;
  const { name, version, marketplace, requested, requiredBy } = chosen;
  return jsonText({
    ok: true,
    name,
    version,
    marketplace,
    requested,
    requiredBy,
    newest,
    ...(held !== undefined && { heldBack: answerOf(held) }),
  });
}
