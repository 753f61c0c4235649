import type { BisectResult } from '../../report/bisect-result.ts';
import { command } from '../command.ts';

export const bisectBadCommand = command<BisectResult>({
  name: 'bisect bad',

  summary: 'say that the fault is there',
  description: 'Takes an answer for the part that was tried last, and says what comes next.',
  formats: {
    text: async () => (await import('../../report/bisect-text.ts')).bisectText,
    json: async () => (await import('../../report/bisect-json.ts')).bisectJson,
  },
  schema: 'bisect',
  examples: [['mkt bisect bad', 'the fault was there']],
  load: () => import('./bisect-bad.ts'),
});
