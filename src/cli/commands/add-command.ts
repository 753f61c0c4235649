import type { ListChangeResult } from '../../report/list-change-result.ts';
import { command } from '../command.ts';
import { forceOption, writeOptions } from '../options.ts';

export const addCommand = command<ListChangeResult>({
  name: 'add',
  arguments: '<spec...>',
  summary: "add plugins to the project's list",
  description:
    'Adds plugins to the list in `mkt.yaml` or `.claude/settings.json`, and keeps its comments and layout. It first checks the new list, and ' +
    'shows which dependencies are added, which findings are new, and the diff. If there is a lock, it is updated too.',
  formats: {
    text: async () => (await import('../../report/list-change-text.ts')).listChangeText,
    json: async () => (await import('../../report/list-change-json.ts')).listChangeJson,
  },
  schema: 'list-change',
  options: [...writeOptions, forceOption],
  examples: [
    ['mkt add review@^2', 'show what it adds, ask, and write'],
    ['mkt add review@acme --dry-run', 'only show it'],
    ['mkt add review lint --yes', 'in a script, without asking'],
  ],
  load: () => import('./add.ts'),
});
