import type { ListChangeResult } from '../../report/list-change-result.ts';
import { command } from '../command.ts';
import { forceOption, writeOptions } from '../options.ts';

export const addCommand = command<ListChangeResult>({
  name: 'add',
  arguments: '<spec...>',
  summary: 'add plugins to the list of the project',
  description:
    'Adds plugins to the list where it is, `mkt.yaml` or `.claude/settings.json`; comments and layout stay. First the new list is checked:\n' +
    'what comes along, what would break, and the diff. A lock is brought up to date with it.',
  formats: {
    text: async () => (await import('../../report/list-change-text.ts')).listChangeText,
    json: async () => (await import('../../report/list-change-json.ts')).listChangeJson,
  },
  schema: 'list-change',
  options: [...writeOptions, forceOption],
  examples: [
    ['mkt add review@^2', 'show what it brings, ask, and write'],
    ['mkt add review@acme --dry-run', 'only show it'],
    ['mkt add review lint --yes', 'in a script, where nothing is asked'],
  ],
  load: () => import('./add.ts'),
});
