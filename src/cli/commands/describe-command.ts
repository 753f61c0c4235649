import type { Description } from '../../report/describe-result.ts';
import { command } from '../command.ts';

export const describeCommand = command<Description>({
  name: 'describe',
  arguments: '<plugin>',
  summary: 'print a first `integrations:` block for a plugin',
  description:
    'Prints what mkt can tell about the interface of a plugin that does not state it. Complete the block and add it to `mkt.yaml`: ' +
    'plans and checks then know what the plugin is for, and what it hands to others.',
  hasCode: true,
  formats: {
    text: async () => (await import('../../report/describe-text.ts')).describeText,
    json: async () => (await import('../../report/describe-json.ts')).describeJson,
  },
  schema: 'describe',
  examples: [['mkt describe unit-testing', 'a block to complete and add to `mkt.yaml`']],
  load: () => import('./describe.ts'),
});
