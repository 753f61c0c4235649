import type { Pattern } from '../../model/knowledge.ts';
import { command } from '../command.ts';

export const patternsListCommand = command<readonly Pattern[]>({
  name: 'patterns list',
  summary: 'list the patterns: named combinations of plugins',
  formats: {
    text: async () => (await import('../../report/patterns-text.ts')).patternsText,
    json: async () => (await import('../../report/patterns-json.ts')).patternsJson,
  },
  schema: 'patterns',
  options: [{ flags: '--category <name>', description: 'only patterns in this category' }],
  examples: [['mkt patterns', 'all patterns']],
  isDefault: true,
  load: () => import('./patterns-list.ts'),
});
