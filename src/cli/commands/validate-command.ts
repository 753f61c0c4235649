import type { ValidateResult } from '../../report/results.ts';
import { command } from '../command.ts';

export const validateCommand = command<ValidateResult>({
  name: 'validate',
  arguments: '[path]',
  summary: 'what is wrong with this marketplace, plugin or list?',
  description:
    'Reads a marketplace, a plugin, a folder of manifests, an index file or `mkt.yaml`, and reports all faults at once.\n' +
    '`--fix` fixes obvious mistakes: misspelled keys, a missing `./` before a folder, a version that differs from the one in the ' +
    'manifest. It shows the changes as a diff, and leaves everything else as it was written.',
  formats: {
    text: async () => (await import('../../report/validate-text.ts')).validateText,
    json: async () => (await import('../../report/validate-json.ts')).validateJson,
  },
  schema: 'validate',
  options: [
    { flags: '--fix', description: 'fix obvious mistakes, and show the changes' },
    { flags: '--dry-run', description: 'show what `--fix` would change, without changing it' },
  ],
  examples: [
    ['mkt validate', 'the marketplace or plugin in this folder'],
    ['mkt validate plugins/review --strict', 'a plugin; fail on warnings'],
    ['mkt validate mkt.yaml', "a project's list"],
    ['mkt validate --fix', 'fix obvious mistakes'],
  ],
  load: () => import('./validate.ts'),
});
