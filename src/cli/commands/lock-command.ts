import type { LockResult } from '../../report/lock-result.ts';
import { command } from '../command.ts';

export const lockCommand = command<LockResult>({
  name: 'lock',
  summary: 'pin every plugin of the project exactly',
  waitsFor: 'choosing versions',
  description:
    'Writes `mkt.lock`: one version, its commit and the integrity of its files for each plugin of the list and everything that it requires.\n' +
    'Locked versions stay, unless the list or a dependency excludes them. Changes to them are shown first, and need `--yes`.\n' +
    'A merge conflict in the lock is resolved: what both sides agree on stays.',
  formats: {
    text: async () => (await import('../../report/lock-report-text.ts')).lockReportText,
    json: async () => (await import('../../report/lock-report-json.ts')).lockReportJson,
    markdown: async () => (await import('../../report/lock-report-markdown.ts')).lockReportMarkdown,
  },
  schema: 'lock-report',
  options: [
    {
      flags: '--upgrade [name...]',
      description: 'update these plugins, or all, to newer versions',
    },
    {
      flags: '--adopt',
      description: 'lock the versions that are installed here, if the list allows them',
    },
    { flags: '--check', description: 'change nothing; fail if the lock is out of date' },
    {
      flags: '--verify',
      description: 'with `--check`: fetch every commit, and compare its files',
    },
    {
      flags: '--staged',
      description: "with `--check`: check what is in git's index",
      details: 'the lock and the copies, as a commit would have them',
    },
    {
      flags: '--if-present',
      description: 'with `--check`: pass if the project has no plugin list or no lock',
    },
    { flags: '--exclude-newer <date>', description: 'ignore releases after this day, such as `2026-01-31`' },
    { flags: '--dry-run', description: 'show what would change' },
    { flags: '-y, --yes', description: 'also change locked versions' },
  ],
  examples: [
    ['mkt lock', 'lock the plugins that are new in the list'],
    ['mkt lock --upgrade', 'show what would change'],
    ['mkt lock --upgrade review --yes', 'update one plugin'],
    ['mkt lock --adopt', 'start from what is installed here'],
    ['mkt lock --check', 'is the lock up to date?'],
    ['mkt lock --check --staged --if-present --quiet', 'in a git hook'],
    ['mkt lock --verify', 'in CI: are the files still those that were locked?'],
  ],
  load: () => import('./lock.ts'),
});
