import type { RegistryChange } from '../../report/results.ts';
import { command } from '../command.ts';

export const registryAddCommand = command<RegistryChange>({
  name: 'registry add',
  arguments: '<source>',
  summary: 'add a registry for all your projects',
  description:
    'Adds a registry for all your projects: a folder, an index file, `owner/repo` on GitHub (or `owner/repo@ref`), ' +
    'a git URL (`https`, `ssh` or `file`, optionally with `#ref`), or the URL of a `marketplace.json`.\n' +
    'mkt must be able to read it.',
  formats: {
    text: async () => (await import('../../report/registry-add-text.ts')).registryAddText,
    json: async () => (await import('../../report/registries-json.ts')).registriesJson,
  },
  schema: 'registries',
  examples: [
    ['mkt registry add acme/plugins', 'a repository on GitHub'],
    ['mkt registry add git@git.example.com:acme/plugins.git#stable', 'a branch of another git server'],
    ['mkt registry add ./marketplace', 'a folder'],
  ],
  load: () => import('./registry-add.ts'),
});
