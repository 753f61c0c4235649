import type { Unresolved } from '../../report/results.ts';
import type { TreeResult } from '../../report/tree-result.ts';
import { command } from '../command.ts';
import { patternOption, strategyOption, unlockedOption } from '../options.ts';

export const treeCommand = command<TreeResult | Unresolved>({
  name: 'tree',
  arguments: '[spec...]',
  summary: 'show which plugin comes in through which',
  description:
    'Shows the plugins of the list, and below each what it requires, with the range. `(*)` stands for what is shown already.',
  formats: {
    text: async () => (await import('../../report/tree-text.ts')).treeText,
    json: async () => (await import('../../report/tree-json.ts')).treeJson,
  },
  schema: 'tree',
  options: [
    patternOption,
    { flags: '--invert <name>', description: 'show what requires this plugin instead' },
    { flags: '--duplicates', description: 'show component names that more than one plugin has instead' },
    strategyOption,
    unlockedOption,
  ],
  examples: [
    ['mkt tree', 'the list of the project'],
    ['mkt tree --invert python-development', 'why is it there?'],
    ['mkt tree unit-testing cicd-automation --duplicates', 'which names are there twice?'],
  ],
  load: () => import('./tree.ts'),
});
