import { command } from '../command.ts';

export const registryBuildCommand = command<object>({
  name: 'registry build',
  arguments: '[source]',
  summary: 'a whole registry as one index file',
  description:
    'Writes a registry with all its releases as one JSON file, which `--registry` reads quickly and without git or a network.\n' +
    'Without a source: the bundled one.',
  formats: {
    json: async () => (await import('../../report/registry-index-json.ts')).registryIndexJson,
  },
  schema: 'index',
  examples: [
    ['mkt registry build ./plugins -o index.json', 'of a folder of manifests'],
    ['mkt registry build acme/plugins -o acme.json', 'of a repository with its tags'],
  ],
  load: () => import('./registry-build.ts'),
});
