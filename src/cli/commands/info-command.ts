import type { InfoResult } from '../../report/results.ts';
import { command } from '../command.ts';

export const infoCommand = command<InfoResult>({
  name: 'info',
  arguments: '<plugin>',
  summary: 'show everything about one plugin',
  formats: {
    text: async () => (await import('../../report/info-text.ts')).infoText,
    json: async () => (await import('../../report/info-json.ts')).infoJson,
  },
  schema: 'info',
  examples: [
    ['mkt info julia-development', 'its newest release'],
    ['mkt info julia-development@1.0.3', 'an older release'],
  ],
  load: () => import('./info.ts'),
});
