import type { RegistriesResult } from '../../report/results.ts';
import { command } from '../command.ts';

export const registryUpdateCommand = command<RegistriesResult>({
  name: 'registry update',
  arguments: '[source...]',
  summary: 'fetch registries again',
  description:
    'Fetches remote registries again: all of them, or only those that you name.\n' +
    'If one cannot be fetched, its cached copy stays unchanged, and the exit code is 3.',
  formats: {
    text: async () => (await import('../../report/registry-update-text.ts')).registryUpdateText,
    json: async () => (await import('../../report/registries-json.ts')).registriesJson,
  },
  schema: 'registries',
  examples: [
    ['mkt registry update', 'all registries'],
    ['mkt registry update acme/plugins', 'one registry'],
  ],
  load: () => import('./registry-update.ts'),
});
