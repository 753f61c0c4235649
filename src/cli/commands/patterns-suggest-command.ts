import type { SuggestResult } from '../../report/results.ts';
import { command } from '../command.ts';

export const patternsSuggestCommand = command<SuggestResult>({
  name: 'patterns suggest',
  arguments: '[spec...]',
  summary: 'find patterns for these plugins',
  description:
    'Without plugins, it looks for patterns for the plugins of the project. A plugin of yours counts in place of ' +
    'a plugin of the pattern if it has the same role, stated or obvious.',
  formats: {
    text: async () => (await import('../../report/suggestions-text.ts')).suggestionsText,
    json: async () => (await import('../../report/suggestions-json.ts')).suggestionsJson,
  },
  schema: 'suggestions',
  examples: [
    ['mkt patterns suggest deep-learning', 'what can it be combined with?'],
    ['mkt patterns suggest', "for the project's own list"],
  ],
  load: () => import('./patterns-suggest.ts'),
});
