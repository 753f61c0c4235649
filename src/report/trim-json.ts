import { jsonText } from './json.ts';
import { resolveJson } from './resolve-json.ts';
import type { Unresolved } from './results.ts';
import type { TrimResult } from './trim-result.ts';

/** `mkt trim --json`: `schema/trim.schema.json`. */
export function trimJson(result: TrimResult | Unresolved): string {
  return 'unresolved' in result
    ? resolveJson(result.unresolved)
    : jsonText({ ok: result.after !== undefined, ...result });
}
