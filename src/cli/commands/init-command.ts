import type { InitResult } from '../../report/init-result.ts';
import { command } from '../command.ts';

export const initCommand = command<InitResult>({
  name: 'init',
  summary: 'create a plugin list for a project',
  description:
    'Writes `mkt.yaml` in the working folder. The list starts with the plugins and marketplaces of `.claude/settings.json`, else with what is installed for this folder, else empty; ' +
    '`--registry` adds registries to it. An existing list is never overwritten. Shows the git hook for the tool that the project uses: pre-commit, husky, lefthook, lint-staged, or plain git.',
  hasCode: true,
  formats: {
    text: async () => (await import('../../report/init-text.ts')).initText,
    json: async () => (await import('../../report/init-json.ts')).initJson,
  },
  schema: 'init',
  options: [
    {
      flags: '--installed',
      description: 'start from the plugins that are installed for this project and for all your projects',
    },
    { flags: '--hook', description: 'also write the hook, for pre-commit and for plain git' },
    { flags: '--dry-run', description: 'show what would be written' },
  ],
  examples: [
    ['mkt init', 'write `mkt.yaml`, and show the hook'],
    ['mkt init --hook', 'write both, or only the hook if there is a list'],
    ['mkt init --installed', 'start from everything that is installed on this machine'],
    ['mkt init --registry acme/plugins', 'choose plugins from this marketplace'],
  ],
  load: () => import('./init.ts'),
});
