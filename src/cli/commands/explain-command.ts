import type { ExplainResult } from '../../report/results.ts';
import { command } from '../command.ts';

export const explainCommand = command<ExplainResult>({
  name: 'explain',
  arguments: '[rule...]',
  summary: 'explain what a rule means, why it matters and how to fix it',
  description:
    'Prints the page of a rule (by id or name), or advice on a topic with the commands to run in this project. Without an argument, it lists all rules.',
  hasCode: true,
  formats: {
    text: async () => (await import('../../report/explain-text.ts')).explainText,
    json: async () => (await import('../../report/explain-json.ts')).explainJson,
  },
  schema: 'explain',
  examples: [
    ['mkt explain MKT301', 'by id'],
    ['mkt explain agent-name-clash', 'by name'],
    ['mkt explain plugin not found', 'an error, and what to run here'],
    ['mkt explain batching', 'a topic'],
  ],
  load: () => import('./explain.ts'),
});
