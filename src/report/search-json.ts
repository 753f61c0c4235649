import { jsonText } from './json.ts';
import { listedPlugin } from './list-json.ts';
import type { SearchResult } from './results.ts';

/** `mkt search --json`: the plugins as `mkt list` has them, and the patterns. */
export function searchJson({ plugins, patterns }: SearchResult): string {
  return jsonText({
    plugins: plugins.map(listedPlugin),
    patterns: patterns.map(({ id, title, category, plugins: members, matched }) => ({
      id,
      title,
      category: category ?? null,
      plugins: members.map(({ name }) => name),
      matched,
    })),
  });
}
