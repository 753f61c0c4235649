import type { CompletionScript } from '../../report/results.ts';
import { command } from '../command.ts';

export const completionCommand = command<CompletionScript>({
  name: 'completion',
  arguments: '<shell>',
  summary: 'print the completion script for a shell',
  description:
    'Prints the script that completes commands, options, plugins, versions, patterns and rules in bash, zsh or fish.',
  hasCode: true,
  formats: {
    text: async () => (await import('../../report/completion-text.ts')).completionText,
    json: async () => (await import('../../report/completion-json.ts')).completionJson,
  },
  schema: 'completion',
  examples: [
    ['source <(mkt completion bash)', 'in `~/.bashrc`'],
    ['source <(mkt completion zsh)', 'in `~/.zshrc`'],
    ['mkt completion fish > ~/.config/fish/completions/mkt.fish', 'once'],
  ],
  load: () => import('./completion.ts'),
});
