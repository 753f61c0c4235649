import type { Unresolved, WhyNotResult } from '../../report/results.ts';
import { command } from '../command.ts';
import { patternOption, strategyOption, unlockedOption } from '../options.ts';

export const whyNotCommand = command<WhyNotResult | Unresolved>({
  name: 'why-not',
  arguments: '<spec> [spec...]',
  summary: 'explain why a version of a plugin was not chosen',
  waitsFor: 'choosing versions',
  description:
    'Shows why a version is not available together with the other plugins, or what would change if it were chosen.',
  formats: {
    text: async () => (await import('../../report/why-not-text.ts')).whyNotText,
    json: async () => (await import('../../report/why-not-json.ts')).whyNotJson,
  },
  schema: 'why-not',
  options: [patternOption, strategyOption, unlockedOption],
  examples: [
    ['mkt why-not base@^2 legacy --registry examples/lab --no-bundled', 'a newer dependency'],
    ['mkt why-not unit-testing@1.0.0', "an older version, in the project's list"],
  ],
  load: () => import('./why-not.ts'),
});
