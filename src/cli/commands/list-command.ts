import type { ListItem } from '../../report/results.ts';
import { command } from '../command.ts';

export const listCommand = command<readonly ListItem[]>({
  name: 'list',
  summary: 'all plugins of the registries',
  formats: {
    text: async () => (await import('../../report/list-text.ts')).listText,
    json: async () => (await import('../../report/list-json.ts')).listJson,
  },
  schema: 'list',
  options: [
    { flags: '--category <name>', description: 'only this category' },
    {
      flags: '--component <name>',
      description: 'only those that ship an agent, command or skill of this name',
    },
    { flags: '--artifact <name>', description: 'only those that produce or consume this artifact' },
    { flags: '--role <name>', description: 'only those with this role' },
  ],
  examples: [
    ['mkt list', 'everything'],
    ['mkt list --category development', 'one category'],
    ['mkt list --component debugger', 'who ships a component of this name?'],
  ],
  load: () => import('./list.ts'),
});
