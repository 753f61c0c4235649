import type { BisectResult } from '../../report/bisect-result.ts';
import { command } from '../command.ts';

export const bisectResetCommand = command<BisectResult>({
  name: 'bisect reset',

  summary: 'end the search, and forget the answers',
  description:
    'Ends the search in this folder. There is nothing to restore: no file of the project or the client was changed.',
  formats: {
    text: async () => (await import('../../report/bisect-text.ts')).bisectText,
    json: async () => (await import('../../report/bisect-json.ts')).bisectJson,
  },
  schema: 'bisect',
  examples: [['mkt bisect reset', 'give up the search']],
  load: () => import('./bisect-reset.ts'),
});
