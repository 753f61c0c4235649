import { command } from '../command.ts';

export const registryBuildCommand = command<object>({
  name: 'registry build',
  arguments: '[source]',
  summary: 'write a whole registry as one index file',
  description:
    'Writes a registry with all its releases as one JSON file, which `--registry` reads quickly and without git or the network.\n' +
    'Without a source, it writes the bundled registry.',
  formats: {
    json: async () => (await import('../../report/registry-index-json.ts')).registryIndexJson,
  },
  schema: 'index',
  examples: [
    ['mkt registry build ./plugins -o index.json', 'from a folder of manifests'],
    ['mkt registry build acme/plugins -o acme.json', 'from a repository, with its tags'],
  ],
  load: () => import('./registry-build.ts'),
});
