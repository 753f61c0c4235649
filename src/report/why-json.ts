import { versionOf } from '../model/plugin.ts';
import { jsonText } from './json.ts';
import { resolveJson } from './resolve-json.ts';
import type { Unresolved, WhyResult } from './results.ts';
import { answerOf } from './why-not-json.ts';

/** `mkt why --json`: `schema/why.schema.json`. */
export function whyJson(result: WhyResult | Unresolved): string {
  if ('unresolved' in result) return resolveJson(result.unresolved);
  const { chosen, newest, held } = result;
  const { name, marketplace, requested, requiredBy } = chosen;
  return jsonText({
    ok: true,
    name,
    ...versionOf(chosen),
    marketplace,
    requested,
    requiredBy,
    newest: chosen.unpinnable === true && newest === chosen.version ? null : newest,
    ...(held !== undefined && { heldBack: answerOf(held) }),
  });
}
