import type { BisectResult } from '../../report/bisect-result.ts';
import { command } from '../command.ts';
import { installedSearchOption } from '../options.ts';
export const bisectTryCommand = command<BisectResult>({
  name: 'bisect try',
  arguments: '[command...]',
  passesOn: true,

  summary: 'start the client with the next part of the plugins',
  description:
    'Starts the client, or another command, with half of the plugins that may be to blame and everything that they require.\n' +
    'Check whether the fault occurs, quit the client, and run `mkt bisect good` or `mkt bisect bad`; then try the next part.\n' +
    'The plugins come from `mkt.lock`, or with `--installed` from this machine. Installed plugins and settings stay unchanged.',
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
