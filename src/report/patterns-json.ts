import type { Pattern } from '../model/knowledge.ts';
import { jsonText } from './json.ts';

/** `mkt patterns list --json`: a contract, `schema/patterns.schema.json`. */
export function patternsJson(patterns: readonly Pattern[]): string {
  return jsonText({
    patterns: patterns.map(({ id, title, category, useCase, plugins }) => ({
      id,
      title,
      category,
      useCase,
      plugins: plugins.map(({ name }) => name),
    })),
  });
}
