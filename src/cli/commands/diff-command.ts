import type { DiffResult } from '../../report/diff-result.ts';
import { command } from '../command.ts';

export const diffCommand = command<DiffResult>({
  name: 'diff',
  arguments: '<spec> <version>',
  summary: 'show what changes from one version of a plugin to another',
  description:
    'Shows changes to what runs (hooks, servers, monitors, mods, executables, dependencies), then to names, variables, tokens and the ' +
    'license: the review that `mkt lock --upgrade` shows before it changes the version of a plugin.',
  formats: {
    text: async () => (await import('../../report/diff-text.ts')).diffText,
    json: async () => (await import('../../report/diff-json.ts')).diffJson,
    markdown: async () => (await import('../../report/diff-markdown.ts')).diffMarkdown,
  },
  schema: 'diff',
  examples: [
    ['mkt diff python-development@2.0.0 2.1.0', 'between two versions'],
    [
      'mkt diff review@acme@1.2.0 1.3.0 --format markdown',
      'of a plugin in one marketplace, for a pull request',
    ],
  ],
  load: () => import('./diff.ts'),
});
