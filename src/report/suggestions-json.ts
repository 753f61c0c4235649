import { jsonText } from './json.ts';
import type { SuggestResult } from './results.ts';

/** `mkt patterns suggest --json`: a contract, `schema/suggestions.schema.json`. */
export function suggestionsJson({ suggestions }: SuggestResult): string {
  return jsonText({
    suggestions: suggestions.map(({ pattern: { id, title }, has, instead, needs }) => ({
      id,
      title,
      has,
      instead,
      needs,
    })),
  });
}
