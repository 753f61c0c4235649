import type { OutdatedResult } from '../../report/outdated-result.ts';
import type { Unresolved } from '../../report/results.ts';
import { command } from '../command.ts';
import { patternOption, unlockedOption } from '../options.ts';

export const outdatedCommand = command<OutdatedResult | Unresolved>({
  name: 'outdated',
  arguments: '[spec...]',
  summary: 'show newer versions, and what holds them back',
  description:
    'Shows each plugin that has a newer version: the current one, the newest with its date, the newest within the ranges, and in one ' +
    'line what holds the newest back. The exit code is 0 either way.',
  formats: {
    text: async () => (await import('../../report/outdated-text.ts')).outdatedText,
    json: async () => (await import('../../report/outdated-json.ts')).outdatedJson,
  },
  schema: 'outdated',
  options: [patternOption, unlockedOption],
  examples: [
    ['mkt outdated', 'which locked plugins have newer versions?'],
    ['mkt outdated unit-testing@^1', 'only these plugins'],
  ],
  load: () => import('./outdated.ts'),
});
