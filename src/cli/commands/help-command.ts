import type { HelpPage } from '../../model/help.ts';
import { command } from '../command.ts';

export const helpCommand = command<HelpPage>({
  name: 'help',
  arguments: '[topic...]',
  summary: 'explain a command or a topic',
  description:
    'Explains a command, or a topic: how to name plugins, the keys of `mkt.yaml`, environment variables, exit codes.\n' +
    'Without an argument, it gives an overview.',
  hasCode: true,
  formats: {
    text: async () => (await import('../../report/help-text.ts')).helpText,
    json: async () => (await import('../../report/help-json.ts')).helpJson,
  },
  schema: 'help',
  options: [{ flags: '--all', description: 'also list the options that all commands share' }],
  examples: [
    ['mkt help check', 'a command'],
    ['mkt help config', 'the keys of `mkt.yaml`'],
    ['mkt help exit-codes --json', 'a topic, for a script'],
  ],
  load: () => import('./help.ts'),
});
