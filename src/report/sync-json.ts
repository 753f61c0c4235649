import { jsonText } from './json.ts';
import type { SyncResult } from './sync-result.ts';

/** `mkt sync --json`: `schema/sync.schema.json`. */
export function syncJson(result: SyncResult): string {
  return jsonText({ ok: !['stale', 'unconfirmed', 'refused'].includes(result.state), ...result });
}
