import type { RunResult } from '../../report/run-result.ts';
import { command } from '../command.ts';

export const runCommand = command<RunResult>({
  name: 'run',
  arguments: '[command...]',
  passesOn: true,
  summary: 'start the client with exactly the locked plugins',
  description:
    'Starts a command, such as `claude`, with every plugin of `mkt.lock` for that one session. Nothing is installed, and no setting changes.\n' +
    "The plugins are exact copies in mkt's store, which mkt verifies before each start. They take precedence over plugins of the same name that are installed or in `.claude/skills/`.\n" +
    '`claude` gets a `--plugin-dir` for each of them; other commands, which may start a client, get `CLAUDE_CODE_PLUGIN_DIRS`.\n' +
    'Output, exit code and signals are those of the command. Without a command, or with `--dry-run`, mkt only shows what it would start.',
  hasCode: true,
  formats: {
    text: async () => (await import('../../report/run-text.ts')).runText,
    json: async () => (await import('../../report/run-json.ts')).runJson,
  },
  schema: 'run',
  options: [
    {
      flags: '--set <name>',
      description: 'start only this set from `mkt.yaml`, and what its plugins require',
      repeatable: true,
    },
    { flags: '--dry-run', description: 'show what would be started' },
  ],
  examples: [
    ['mkt run claude', 'start the client with the locked plugins'],
    ['mkt run -- claude -p "review this change"', 'options after the command go to the command'],
    ['mkt run --set review claude', 'with a part of the list'],
    ['mkt run --dry-run --json claude', 'the command line and the folders, for other programs'],
  ],
  load: () => import('./run.ts'),
});
