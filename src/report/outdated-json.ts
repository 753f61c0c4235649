import { jsonText } from './json.ts';
import type { OutdatedResult } from './outdated-result.ts';
import { resolveJson } from './resolve-json.ts';
import type { Unresolved } from './results.ts';

/** `mkt outdated --json`: `schema/outdated.schema.json`. */
export const outdatedJson = (result: OutdatedResult | Unresolved): string =>
  'unresolved' in result ? resolveJson(result.unresolved) : jsonText({ ok: true, ...result });
