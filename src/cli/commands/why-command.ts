import type { Unresolved, WhyResult } from '../../report/results.ts';
import { command } from '../command.ts';
import { patternOption, strategyOption, unlockedOption } from '../options.ts';

export const whyCommand = command<WhyResult | Unresolved>({
  name: 'why',
  arguments: '<plugin> [spec...]',
  summary: 'explain why a version of a plugin was chosen',
  waitsFor: 'choosing versions',
  description:
    'Shows what requires a plugin, in which ranges, and why no newer version was chosen.\n' +
    "Without specs, it looks at the project's list.",
  formats: {
    text: async () => (await import('../../report/why-text.ts')).whyText,
    json: async () => (await import('../../report/why-json.ts')).whyJson,
  },
  schema: 'why',
  options: [patternOption, strategyOption, unlockedOption],
  examples: [
    ['mkt why base legacy --registry examples/lab --no-bundled', 'a dependency of `legacy`'],
    ['mkt why unit-testing', "in the project's list"],
  ],
  load: () => import('./why.ts'),
});
