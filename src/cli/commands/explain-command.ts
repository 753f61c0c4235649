import type { ExplainResult } from '../../report/results.ts';
import { command } from '../command.ts';

export const explainCommand = command<ExplainResult>({
  name: 'explain',
  arguments: '[rule]',
  summary: 'explain what a rule means, why it matters and how to fix it',
  description:
    'Prints the page of a rule (by id or name), or of a practice or pitfall. Without an argument, it lists all rules.',
  hasCode: true,
  formats: {
    text: async () => (await import('../../report/explain-text.ts')).explainText,
    json: async () => (await import('../../report/explain-json.ts')).explainJson,
  },
  schema: 'explain',
  examples: [
    ['mkt explain MKT301', 'by id'],
    ['mkt explain agent-name-clash', 'by name'],
    ['mkt explain dependency-conflicts', 'a pitfall'],
  ],
  load: () => import('./explain.ts'),
});
