import type { RegistriesResult } from '../../report/results.ts';
import { command } from '../command.ts';

export const registryListCommand = command<RegistriesResult>({
  name: 'registry list',
  summary: 'the registries that commands ask',
  description:
    'Lists the registries that commands ask, in their order, with the age of what is cached of them. Uses no network.',
  formats: {
    text: async () => (await import('../../report/registries-text.ts')).registriesText,
    json: async () => (await import('../../report/registries-json.ts')).registriesJson,
  },
  schema: 'registries',
  examples: [['mkt registry', 'all of them']],
  isDefault: true,
  load: () => import('./registry-list.ts'),
});
