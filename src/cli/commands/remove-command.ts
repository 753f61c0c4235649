import type { ListChangeResult } from '../../report/list-change-result.ts';
import { command } from '../command.ts';
import { forceOption, writeOptions } from '../options.ts';

export const removeCommand = command<ListChangeResult>({
  name: 'remove',
  arguments: '<plugin...>',
  summary: "remove plugins from the project's list",
  description:
    'Removes plugins from the list in `mkt.yaml` or `.claude/settings.json`, and keeps its comments and layout. It first checks the new list, ' +
    'and shows which dependencies are removed, which findings are new, and the diff. If there is a lock, it is updated too.',
  formats: {
    text: async () => (await import('../../report/list-change-text.ts')).listChangeText,
    json: async () => (await import('../../report/list-change-json.ts')).listChangeJson,
  },
  schema: 'list-change',
  options: [...writeOptions, forceOption],
  examples: [
    ['mkt remove review', 'show what is removed with it, ask, and write'],
    ['mkt remove review@acme --yes', 'in a script, without asking'],
  ],
  load: () => import('./remove.ts'),
});
