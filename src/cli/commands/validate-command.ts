import type { ValidateResult } from '../../report/results.ts';
import { command } from '../command.ts';

export const validateCommand = command<ValidateResult>({
  name: 'validate',
  arguments: '[path]',
  summary: 'what is wrong with this marketplace, plugin or list?',
  description:
    'Reads a marketplace, a plugin, a folder of manifests, an index file or `mkt.yaml`, and reports all faults at once.\n' +
    '`--fix` mends what is evident: misspelt keys, `./` before a folder, a version that the manifest states otherwise. It shows the\n' +
    'changes as a diff, and keeps everything else as it was written.',
  formats: {
    text: async () => (await import('../../report/validate-text.ts')).validateText,
    json: async () => (await import('../../report/validate-json.ts')).validateJson,
  },
  schema: 'validate',
  options: [
    { flags: '--fix', description: 'mend what is evident, showing the changes' },
    { flags: '--dry-run', description: 'show what `--fix` would change, and change nothing' },
  ],
  examples: [
    ['mkt validate', 'the marketplace or plugin in this folder'],
    ['mkt validate plugins/review --strict', 'a plugin, warnings count'],
    ['mkt validate mkt.yaml', 'a project’s list'],
    ['mkt validate --fix', 'mend what is evident'],
  ],
  load: () => import('./validate.ts'),
});
