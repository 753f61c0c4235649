import { jsonText } from './json.ts';
import type { LockResult } from './lock-result.ts';
import { resolveJson } from './resolve-json.ts';

/** `mkt lock --json`: `schema/lock-report.schema.json`. */
export function lockReportJson(result: LockResult): string {
  if ('unresolved' in result) return resolveJson(result.unresolved);
  const ok = !['stale', 'unconfirmed'].includes(result.state);
  return jsonText({ ok, ...result });
}
