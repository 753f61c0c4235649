import type { RegistriesResult } from '../../report/results.ts';
import { command } from '../command.ts';

export const registryUpdateCommand = command<RegistriesResult>({
  name: 'registry update',
  arguments: '[source...]',
  summary: 'fetch registries anew',
  description:
    'Fetches registries from git and the network anew, all or only those named. One that cannot be fetched stays\n' +
    'as it is in the cache, and the exit code is 3.',
  formats: {
    text: async () => (await import('../../report/registry-update-text.ts')).registryUpdateText,
    json: async () => (await import('../../report/registries-json.ts')).registriesJson,
  },
  schema: 'registries',
  examples: [
    ['mkt registry update', 'all'],
    ['mkt registry update acme/plugins', 'one'],
  ],
  load: () => import('./registry-update.ts'),
});
