import type { Description } from '../../report/describe-result.ts';
import { command } from '../command.ts';

export const describeCommand = command<Description>({
  name: 'describe',
  arguments: '<plugin>',
  summary: 'print a first `integrations:` block for a plugin',
  description:
    'Prints what is known of the interface of a plugin that does not state it, to complete and put into `mkt.yaml`:\n' +
    'then plans and checks know what it hands on, and what it is for.',
  hasCode: true,
  formats: {
    text: async () => (await import('../../report/describe-text.ts')).describeText,
    json: async () => (await import('../../report/describe-json.ts')).describeJson,
  },
  schema: 'describe',
  examples: [['mkt describe unit-testing', 'a block to complete']],
  load: () => import('./describe.ts'),
});
