import type { BisectResult } from '../../report/bisect-result.ts';
import { command } from '../command.ts';

export const bisectGoodCommand = command<BisectResult>({
  name: 'bisect good',

  summary: 'record that the fault did not occur',
  description: 'Records the answer for the plugins that were tried last, and shows what to do next.',
  formats: {
    text: async () => (await import('../../report/bisect-text.ts')).bisectText,
    json: async () => (await import('../../report/bisect-json.ts')).bisectJson,
  },
  schema: 'bisect',
  examples: [['mkt bisect good', 'the fault did not occur']],
  load: () => import('./bisect-good.ts'),
});
