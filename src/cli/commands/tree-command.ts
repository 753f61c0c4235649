import type { Unresolved } from '../../report/results.ts';
import type { TreeResult } from '../../report/tree-result.ts';
import { command } from '../command.ts';
import { patternOption, strategyOption, unlockedOption } from '../options.ts';

export const treeCommand = command<TreeResult | Unresolved>({
  name: 'tree',
  arguments: '[spec...]',
  summary: 'show which plugin requires which',
  description:
    'Shows the plugins of the list, and below each what it requires, with the range. `(*)` marks plugins that are already shown above.',
  formats: {
    text: async () => (await import('../../report/tree-text.ts')).treeText,
    json: async () => (await import('../../report/tree-json.ts')).treeJson,
  },
  schema: 'tree',
  options: [
    patternOption,
    { flags: '--invert <name>', description: 'show instead what requires this plugin' },
    { flags: '--duplicates', description: 'show instead names that several plugins have' },
    strategyOption,
    unlockedOption,
  ],
  examples: [
    ['mkt tree', "the project's list"],
    ['mkt tree --invert python-development', 'what requires it?'],
    ['mkt tree unit-testing cicd-automation --duplicates', 'which component names clash?'],
  ],
  load: () => import('./tree.ts'),
});
