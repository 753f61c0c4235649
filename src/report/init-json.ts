import type { InitResult } from './init-result.ts';
import { jsonText } from './json.ts';

/** `mkt init --json`: `schema/init.schema.json`. */
export const initJson = (result: InitResult): string => jsonText({ ok: true, ...result });
