import type { ListItem } from '../../report/results.ts';
import { command } from '../command.ts';

export const searchCommand = command<readonly ListItem[]>({
  name: 'search',
  arguments: '<text...>',
  summary: 'find plugins by name, keyword, component or description',
  waitsFor: 'searching plugins',
  formats: {
    text: async () => (await import('../../report/list-text.ts')).listText,
    json: async () => (await import('../../report/list-json.ts')).listJson,
  },
  schema: 'list',
  examples: [
    ['mkt search bayesian', 'one word'],
    ['mkt search code review', 'plugins that match both words'],
  ],
  load: () => import('./search.ts'),
});
