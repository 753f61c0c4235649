import { command } from '../command.ts';

export const registryBuildCommand = command<object>({
  name: 'registry build',
  arguments: '[source...]',
  summary: 'write whole registries as one index',
  waitsFor: 'building the index',
  description:
    'Writes registries with all their releases as one JSON file, which `--registry` reads quickly and without git or the network; ' +
    'with `--sparse`, as a folder for a web server, from which `--registry https://<host>/<path>/` reads only what a request needs.\n' +
    'Sources are read in parallel. If one cannot be read, the others are written anyway, and the exit code is 1.\n' +
    'Without a source, it writes the bundled registry.',
  options: [
    {
      flags: '--sparse <dir>',
      description: 'write a folder with a file for each plugin',
      details:
        'only files that change are written; files of plugins that are gone are removed, if all sources could be read',
    },
  ],
  formats: {
    json: async () => (await import('../../report/registry-index-json.ts')).registryIndexJson,
  },
  schema: 'index',
  examples: [
    ['mkt registry build ./plugins -o index.json', 'from a folder of manifests'],
    ['mkt registry build acme/plugins -o acme.json', 'from a repository, with its tags'],
    ['mkt registry build acme/plugins ./plugins --sparse public', 'for a web server'],
  ],
  load: () => import('./registry-build.ts'),
});
