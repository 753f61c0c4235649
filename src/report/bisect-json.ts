import type { BisectResult } from './bisect-result.ts';
import { jsonText } from './json.ts';

/** `mkt bisect … --json`: `schema/bisect.schema.json`. */
export const bisectJson = (result: BisectResult): string =>
  jsonText({ ok: result.state === 'found', ...result });
