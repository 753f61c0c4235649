import type { ListItem } from '../../report/results.ts';
import { command } from '../command.ts';

export const listCommand = command<readonly ListItem[]>({
  name: 'list',
  summary: 'list all plugins of the registries',
  formats: {
    text: async () => (await import('../../report/list-text.ts')).listText,
    json: async () => (await import('../../report/list-json.ts')).listJson,
  },
  schema: 'list',
  options: [
    { flags: '--category <name>', description: 'only plugins in this category' },
    {
      flags: '--component <name>',
      description: 'only plugins that have a component with this name',
    },
    { flags: '--artifact <name>', description: 'only plugins that produce or consume this artifact' },
    { flags: '--role <name>', description: 'only plugins with this role' },
  ],
  examples: [
    ['mkt list', 'everything'],
    ['mkt list --category development', 'one category'],
    ['mkt list --component debugger', 'which plugins ship a component with this name?'],
  ],
  load: () => import('./list.ts'),
});
