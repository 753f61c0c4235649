import type { BisectResult } from '../../report/bisect-result.ts';
import { command } from '../command.ts';

export const bisectLogCommand = command<BisectResult>({
  name: 'bisect log',

  isDefault: true,
  summary: 'show where the search for a plugin that breaks something stands',
  description:
    'Shows what was tried, and what to try next. The search is for one folder, and survives a stop at any moment.',
  formats: {
    text: async () => (await import('../../report/bisect-text.ts')).bisectText,
    json: async () => (await import('../../report/bisect-json.ts')).bisectJson,
  },
  schema: 'bisect',
  examples: [['mkt bisect', 'what was tried, and what comes next']],
  load: () => import('./bisect-log.ts'),
});
