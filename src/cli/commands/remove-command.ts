import type { ListChangeResult } from '../../report/list-change-result.ts';
import { command } from '../command.ts';
import { forceOption, writeOptions } from '../options.ts';

export const removeCommand = command<ListChangeResult>({
  name: 'remove',
  arguments: '<plugin...>',
  summary: 'remove plugins from the list of the project',
  description:
    'Removes plugins from the list where it is, `mkt.yaml` or `.claude/settings.json`; comments and layout stay. First the new list is\n' +
    'checked: what goes along, what would break, and the diff. A lock is brought up to date with it.',
  formats: {
    text: async () => (await import('../../report/list-change-text.ts')).listChangeText,
    json: async () => (await import('../../report/list-change-json.ts')).listChangeJson,
  },
  schema: 'list-change',
  options: [...writeOptions, forceOption],
  examples: [
    ['mkt remove review', 'show what goes with it, ask, and write'],
    ['mkt remove review@acme --yes', 'in a script, where nothing is asked'],
  ],
  load: () => import('./remove.ts'),
});
