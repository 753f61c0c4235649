import type { BisectResult } from '../../report/bisect-result.ts';
import { command } from '../command.ts';
import { installedSearchOption } from '../options.ts';
export const bisectRunCommand = command<BisectResult>({
  name: 'bisect run',
  arguments: '[command...]',
  passesOn: true,

  summary: 'find the plugin that breaks something by running a command',
  description:
    'Runs the command with one part of the plugins after another until mkt finds the plugin that breaks it, or the plugins that break it only ' +
    'together. Exit code 0 means good, 125 and above means neither, and any other means bad.\n' +
    'Each part is loaded for one session, with everything that its plugins require; installed plugins and settings stay unchanged.\n' +
    '`claude` gets the necessary options; a command that starts a client itself finds settings for `claude --settings` in `MKT_BISECT_SETTINGS`.',
  formats: {
    text: async () => (await import('../../report/bisect-text.ts')).bisectText,
    json: async () => (await import('../../report/bisect-json.ts')).bisectJson,
  },
  schema: 'bisect',
  options: [
    installedSearchOption,
    { flags: '--runs <n>', description: 'try each part this many times; one failure makes it bad' },
  ],
  examples: [
    ['mkt bisect run ./does-it-work.sh', 'with a script'],
    ['mkt bisect run --runs 5 ./does-it-work.sh', 'if it fails only now and then'],
    ['mkt bisect run --installed claude -p "say ok"', 'search what is installed on this machine'],
  ],
  load: () => import('./bisect-run.ts'),
});
