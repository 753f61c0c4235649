import type { BisectResult } from '../../report/bisect-result.ts';
import { command } from '../command.ts';

export const bisectBadCommand = command<BisectResult>({
  name: 'bisect bad',

  summary: 'record that the fault occurred',
  description: 'Records the answer for the plugins that were tried last, and shows what to do next.',
  formats: {
    text: async () => (await import('../../report/bisect-text.ts')).bisectText,
    json: async () => (await import('../../report/bisect-json.ts')).bisectJson,
  },
  schema: 'bisect',
  examples: [['mkt bisect bad', 'the fault occurred']],
  load: () => import('./bisect-bad.ts'),
});
