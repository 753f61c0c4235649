import type { ChangedResult } from './changed-result.ts';
import { jsonText } from './json.ts';

/** `mkt changed --json`: `schema/changed.schema.json`. */
export const changedJson = (result: ChangedResult): string => jsonText({ ok: true, ...result });
