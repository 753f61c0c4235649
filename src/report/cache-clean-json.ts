import { jsonText } from './json.ts';
import type { CleanResult } from './results.ts';

/** `mkt cache clean --json` */
export function cacheCleanJson(result: CleanResult): string {
  return jsonText({ ok: true, ...result });
}
