import type { BisectResult } from '../../report/bisect-result.ts';
import { command } from '../command.ts';

export const bisectGoodCommand = command<BisectResult>({
  name: 'bisect good',

  summary: 'say that the fault is not there',
  description: 'Takes an answer for the part that was tried last, and says what comes next.',
  formats: {
    text: async () => (await import('../../report/bisect-text.ts')).bisectText,
    json: async () => (await import('../../report/bisect-json.ts')).bisectJson,
  },
  schema: 'bisect',
  examples: [['mkt bisect good', 'the fault was not there']],
  load: () => import('./bisect-good.ts'),
});
