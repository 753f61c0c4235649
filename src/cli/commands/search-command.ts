import type { SearchResult } from '../../report/results.ts';
import { command } from '../command.ts';

export const searchCommand = command<SearchResult>({
  name: 'search',
  arguments: '<text...>',
  summary: 'find plugins and patterns by name, keyword, component or description',
  waitsFor: 'searching plugins',
  formats: {
    text: async () => (await import('../../report/search-text.ts')).searchText,
    json: async () => (await import('../../report/search-json.ts')).searchJson,
  },
  schema: 'list',
  examples: [
    ['mkt search bayesian', 'one word'],
    ['mkt search code review', 'what matches both words'],
    ['mkt search pipeline', 'patterns, too'],
  ],
  load: () => import('./search.ts'),
});
