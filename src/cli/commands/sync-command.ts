import type { SyncResult } from '../../report/sync-result.ts';
import { command } from '../command.ts';

export const syncCommand = command<SyncResult>({
  name: 'sync',
  summary: 'copy the locked plugins into the project',
  description:
    'Copies every plugin of `mkt.lock`, at its locked commit, into `.claude/skills/`, where the client loads it for everyone who clones and trusts the project.\n' +
    '`route:` in `mkt.yaml` chooses other routes, for all plugins or by name: `pin` has each machine install the locked commit once, `settings` enables a plugin in `.claude/settings.json`, and `run` leaves it to `mkt run`.\n' +
    'Copies of plugins that are no longer in the lock are removed. Other folders in `.claude/skills/` and other settings are never touched.\n' +
    'New copies are written at once. Changes to what is there are shown first: on a terminal mkt asks, elsewhere it needs `--yes`.',
  formats: {
    text: async () => (await import('../../report/sync-text.ts')).syncText,
    json: async () => (await import('../../report/sync-json.ts')).syncJson,
    markdown: async () => (await import('../../report/sync-markdown.ts')).syncMarkdown,
  },
  schema: 'sync',
  options: [
    {
      flags: '--check',
      description: 'change nothing; fail if something differs from the lock',
    },
    { flags: '--dry-run', description: 'show what would change' },
    { flags: '-y, --yes', description: 'also change existing copies and settings' },
    { flags: '--local', description: 'write `.claude/settings.local.json`, which is not shared' },
    { flags: '--user', description: 'write to your user settings, which apply to every project' },
    {
      flags: '--install',
      description: "also run the client's commands that install plugins",
      details: 'and check the result',
    },
    {
      flags: '--seed <folder>',
      description: 'write the locked plugins into this folder, as a seed for containers, and nothing else',
    },
    { flags: '--prune', description: 'also remove plugin entries that mkt did not write' },
  ],
  examples: [
    ['mkt sync', 'copy what is new in the lock'],
    ['mkt sync --dry-run', 'show what would change'],
    ['mkt sync --yes', 'also replace copies whose locked version changed'],
    ['mkt sync --install --yes', 'on a new machine: also let the client install what is not a copy'],
    [
      'mkt sync --seed /opt/seed',
      'when you build an image: the client finds the seed through `CLAUDE_CODE_PLUGIN_SEED_DIR`',
    ],
    ['mkt sync --check', 'in CI: do the copies match the lock?'],
  ],
  load: () => import('./sync.ts'),
});
