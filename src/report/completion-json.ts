import { jsonText } from './json.ts';
import type { CompletionScript } from './results.ts';

/** `mkt completion --json` */
export const completionJson = (result: CompletionScript): string => jsonText(result);
