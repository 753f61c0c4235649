import type { NewPattern } from '../../report/results.ts';
import { command } from '../command.ts';

export const patternsNewCommand = command<NewPattern>({
  name: 'patterns new',
  arguments: '<id> <spec...>',
  summary: 'print a pattern of your own, from plugins',
  description:
    'Prints a pattern of these plugins, with the stages and roles that mkt knows. Save it in `patterns/` next to `mkt.yaml`: every command can then use it, and\n' +
    '`mkt patterns validate` checks it.',
  hasCode: true,
  formats: {
    text: async () => {
      const { patternYaml } = await import('../../report/pattern-yaml.ts');
      return ({ pattern, schemaLine }) => patternYaml(pattern, schemaLine);
    },
    json: async () => {
      const { patternJson } = await import('../../report/pattern-json.ts');
      return ({ pattern }) => patternJson(pattern);
    },
  },
  schema: 'patterns-show',
  examples: [['mkt patterns new tested python-development unit-testing', 'to save']],
  load: () => import('./patterns-new.ts'),
});
