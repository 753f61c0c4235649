import type { ChangedResult } from '../../report/changed-result.ts';
import { command } from '../command.ts';

export const changedCommand = command<ChangedResult>({
  name: 'changed',
  summary: 'show what plugins run now that you have not accepted yet',
  waitsFor: 'reading installed plugins',
  description:
    'Compares what the installed plugins run (hooks, servers, monitors, mods, executables, dependencies) with what they ran when you ' +
    'last accepted it. The client updates plugins by itself; this shows what an update changed. It needs neither project nor network.\n' +
    'The first run remembers the current state.',
  formats: {
    text: async () => (await import('../../report/changed-text.ts')).changedText,
    json: async () => (await import('../../report/changed-json.ts')).changedJson,
  },
  schema: 'changed',
  options: [
    { flags: '--accept', description: 'record what the plugins run now as reviewed' },
    { flags: '--check', description: 'exit with 1 if anything has changed' },
  ],
  examples: [
    ['mkt changed', 'what is new since you last looked'],
    ['mkt changed --accept', 'accept what runs now'],
    ['mkt changed --check --quiet', 'in a script: print nothing if nothing has changed'],
  ],
  load: () => import('./changed.ts'),
});
