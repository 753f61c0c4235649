import { jsonText } from './json.ts';
import type { ExplainResult } from './results.ts';

/** `mkt explain --json`: the same as the text, unwrapped. */
export function explainJson(result: ExplainResult): string {
  if ('rules' in result) return jsonText({ rules: result.rules });
  if ('page' in result) return jsonText({ ...result.rule, page: result.page });
  const { advice, here } = result;
  return jsonText({ ...advice, ...(here && { here }) });
}
