import type { Unresolved } from '../../report/results.ts';
import type { TrimResult } from '../../report/trim-result.ts';
import { command } from '../command.ts';
import { patternOption, strategyOption, unlockedOption } from '../options.ts';

export const trimCommand = command<TrimResult | Unresolved>({
  name: 'trim',
  arguments: '[spec...]',
  summary: 'find the fewest plugins to disable so that the rest fits a budget',
  waitsFor: 'looking for plugins to disable',
  description:
    'Shows what each plugin costs (tokens of its descriptions in every session, processes of its hooks for each tool call) and finds ' +
    'the fewest plugins to disable so that the others fit the budget and have all that they require. Nothing is changed.\n' +
    'The budget is `budgets:` in `mkt.yaml`, or the default of `mkt check`.',
  formats: {
    text: async () => (await import('../../report/trim-text.ts')).trimText,
    json: async () => (await import('../../report/trim-json.ts')).trimJson,
  },
  schema: 'trim',
  options: [
    { flags: '--tokens <n>', description: 'maximum number of tokens for all descriptions together' },
    { flags: '--processes <n>', description: 'maximum number of processes that a tool call may start' },
    { flags: '--keep <name>', description: 'a plugin to keep', repeatable: true },
    { flags: '--installed', description: 'look at what is installed and enabled on this machine' },
    patternOption,
    strategyOption,
    unlockedOption,
  ],
  examples: [
    ['mkt trim', "the project's list, for its budget"],
    ['mkt trim --tokens 4000 --keep unit-testing', 'with a different budget, keeping one plugin'],
    ['mkt trim --installed', 'what to disable on this machine'],
  ],
  load: () => import('./trim.ts'),
});
