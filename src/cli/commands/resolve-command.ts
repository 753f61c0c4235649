import type { ResolveResult } from '../../report/results.ts';
import { command } from '../command.ts';
import { patternOption, strategyOption, unlockedOption } from '../options.ts';

export const resolveCommand = command<ResolveResult>({
  name: 'resolve',
  arguments: '[spec...]',
  summary: 'find versions that fit together',
  waitsFor: 'choosing versions',
  description:
    'Prints one version of each plugin, dependencies included, or explains why no combination exists.',
  formats: {
    text: async () => (await import('../../report/resolve-text.ts')).resolveText,
    json: async () => (await import('../../report/resolve-json.ts')).resolveJson,
  },
  schema: 'resolve',
  options: [patternOption, strategyOption, unlockedOption],
  examples: [
    ['mkt resolve julia-development "hpc-computing@^1"', 'two plugins'],
    ['mkt resolve --registry ./registry.json app --json', 'from an index file'],
    ['mkt resolve unit-testing --strategy lowest', 'the oldest versions that fit'],
  ],
  load: () => import('./resolve.ts'),
});
