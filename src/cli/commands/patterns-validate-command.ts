import type { ValidateResult } from '../../report/results.ts';
import { command } from '../command.ts';

export const patternsValidateCommand = command<ValidateResult>({
  name: 'patterns validate',
  arguments: '<file...>',
  summary: 'find mistakes in patterns and in how they name plugins',
  description:
    'Checks pattern files: their format, as `mkt validate` does, and whether their plugins exist, have a release in the stated range, ' +
    'and go together.\n' +
    'For all other findings about the plugins, run `mkt check --pattern <file>`.',
  formats: {
    text: async () => (await import('../../report/validate-text.ts')).validateText,
    json: async () => (await import('../../report/validate-json.ts')).validateJson,
    github: async () => (await import('../../report/validate-github.ts')).validateGithub,
    sarif: async () => (await import('../../report/validate-sarif.ts')).validateSarif,
  },
  schema: 'validate',
  examples: [['mkt patterns validate patterns/ours.yaml', 'before you commit it']],
  load: () => import('./patterns-validate.ts'),
});
