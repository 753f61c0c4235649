import type { BisectResult } from '../../report/bisect-result.ts';
import { command } from '../command.ts';
import { installedSearchOption } from '../options.ts';
export const bisectTryCommand = command<BisectResult>({
  name: 'bisect try',
  arguments: '[command...]',
  passesOn: true,

  summary: 'start the client with the next part of the plugins',
  description:
    'Starts the client, or another command, with half of the plugins that may be to blame and everything that these require.\n' +
    'Look whether the fault is there, end the client, and say `mkt bisect good` or `mkt bisect bad`; then try the next part.\n' +
    'The plugins are those of `mkt.lock`, or with `--installed` those of this machine. Nothing that is installed or set changes.',
  formats: {
    text: async () => (await import('../../report/bisect-text.ts')).bisectText,
    json: async () => (await import('../../report/bisect-json.ts')).bisectJson,
  },
  schema: 'bisect',
  options: [installedSearchOption],
  examples: [
    ['mkt bisect try', 'the client, with the locked plugins'],
    ['mkt bisect try --installed', 'with what is installed on this machine'],
  ],
  load: () => import('./bisect-try.ts'),
});
