import type { RegistriesResult } from '../../report/results.ts';
import { command } from '../command.ts';

export const registryListCommand = command<RegistriesResult>({
  name: 'registry list',
  summary: 'list the registries in use',
  description:
    'Lists the registries that commands search, in that order, with the age of their cached copies. Does not use the network.',
  formats: {
    text: async () => (await import('../../report/registries-text.ts')).registriesText,
    json: async () => (await import('../../report/registries-json.ts')).registriesJson,
  },
  schema: 'registries',
  examples: [['mkt registry', 'all registries']],
  isDefault: true,
  load: () => import('./registry-list.ts'),
});
