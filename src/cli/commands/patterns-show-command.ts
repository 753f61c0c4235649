import type { Pattern } from '../../model/knowledge.ts';
import { command } from '../command.ts';

export const patternsShowCommand = command<Pattern>({
  name: 'patterns show',
  arguments: '<id>',
  summary: 'show one pattern in full',
  hasCode: true,
  formats: {
    text: async () => (await import('../../report/pattern-text.ts')).patternText,
    json: async () => (await import('../../report/pattern-json.ts')).patternJson,
  },
  schema: 'patterns-show',
  examples: [['mkt patterns show ml-pipeline', 'its roles, stages, prerequisites and an example']],
  load: () => import('./patterns-show.ts'),
});
