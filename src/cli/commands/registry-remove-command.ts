import type { RegistryChange } from '../../report/results.ts';
import { command } from '../command.ts';

export const registryRemoveCommand = command<RegistryChange>({
  name: 'registry remove',
  arguments: '<source>',
  summary: 'remove a registry that you added',
  description: 'Removes a registry from your list, by its source or by the name of its marketplace.',
  formats: {
    text: async () => (await import('../../report/registry-remove-text.ts')).registryRemoveText,
    json: async () => (await import('../../report/registries-json.ts')).registriesJson,
  },
  schema: 'registries',
  examples: [['mkt registry remove acme/plugins', 'by the source that you added']],
  load: () => import('./registry-remove.ts'),
});
