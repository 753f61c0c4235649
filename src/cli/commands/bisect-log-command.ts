import type { BisectResult } from '../../report/bisect-result.ts';
import { command } from '../command.ts';

export const bisectLogCommand = command<BisectResult>({
  name: 'bisect log',

  isDefault: true,
  summary: 'show the progress of the search for a plugin that breaks something',
  description:
    'Shows what was tried, and what to try next. Each folder has its own search, which survives interruptions.',
  formats: {
    text: async () => (await import('../../report/bisect-text.ts')).bisectText,
    json: async () => (await import('../../report/bisect-json.ts')).bisectJson,
  },
  schema: 'bisect',
  examples: [['mkt bisect', 'what was tried, and what comes next']],
  load: () => import('./bisect-log.ts'),
});
