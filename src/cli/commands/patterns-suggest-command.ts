import type { SuggestResult } from '../../report/results.ts';
import { command } from '../command.ts';

export const patternsSuggestCommand = command<SuggestResult>({
  name: 'patterns suggest',
  arguments: '<spec...>',
  summary: 'find patterns that contain these plugins',
  formats: {
    text: async () => (await import('../../report/suggestions-text.ts')).suggestionsText,
    json: async () => (await import('../../report/suggestions-json.ts')).suggestionsJson,
  },
  schema: 'suggestions',
  examples: [['mkt patterns suggest deep-learning', 'what can it be combined with?']],
  load: () => import('./patterns-suggest.ts'),
});
