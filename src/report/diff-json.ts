import type { DiffResult } from './diff-result.ts';
import { jsonText } from './json.ts';

/** `mkt diff --json`: `schema/diff.schema.json`. */
export const diffJson = (result: DiffResult): string => jsonText({ ok: true, ...result });
