import { jsonText } from './json.ts';
import type { ListChangeResult } from './list-change-result.ts';

/** `mkt add --json`, `mkt remove --json`: `schema/list-change.schema.json`. */
export function listChangeJson(result: ListChangeResult): string {
  return jsonText({ ok: !['refused', 'unconfirmed'].includes(result.state), ...result });
}
