import type { SuggestResult } from '../../report/results.ts';
import { command } from '../command.ts';

export const patternsSuggestCommand = command<SuggestResult>({
  name: 'patterns suggest',
  arguments: '<spec...>',
  summary: 'patterns that contain given plugins',
  formats: {
    text: async () => (await import('../../report/suggestions-text.ts')).suggestionsText,
    json: async () => (await import('../../report/suggestions-json.ts')).suggestionsJson,
  },
  schema: 'suggestions',
  examples: [['mkt patterns suggest deep-learning', 'what is it combined with?']],
  load: () => import('./patterns-suggest.ts'),
});
