import type { LockResult } from '../../report/lock-result.ts';
import { command } from '../command.ts';

export const lockCommand = command<LockResult>({
  name: 'lock',
  summary: 'pin every plugin of the project exactly',
  description:
    'Writes `mkt.lock`: for each plugin of the list, and for all that they require, one version, its commit and the integrity of its files.\n' +
    'What is locked stays, unless the list or a dependency excludes it. What would move is shown first, and needs `--yes`.\n' +
    'A lock with conflict marks of git is resolved: what both sides agree on stays.',
  formats: {
    text: async () => (await import('../../report/lock-report-text.ts')).lockReportText,
    json: async () => (await import('../../report/lock-report-json.ts')).lockReportJson,
    markdown: async () => (await import('../../report/lock-report-markdown.ts')).lockReportMarkdown,
  },
  schema: 'lock-report',
  options: [
    {
      flags: '--upgrade [name...]',
      description: 'move these plugins, or all, to the newest versions that fit',
    },
    { flags: '--check', description: 'change nothing; fail if the lock does not answer the list (MKT913)' },
    {
      flags: '--verify',
      description: 'with `--check`: also fetch every locked commit and compare its files (MKT914)',
    },
    { flags: '--exclude-newer <date>', description: 'ignore releases after this day (`2026-01-31`)' },
    { flags: '--dry-run', description: 'show what would change' },
    { flags: '-y, --yes', description: 'also write what moves' },
  ],
  examples: [
    ['mkt lock', 'lock what is new in the list'],
    ['mkt lock --upgrade', 'show what would move'],
    ['mkt lock --upgrade review --yes', 'move one plugin'],
    ['mkt lock --check', 'in a hook: is the lock up to date?'],
    ['mkt lock --verify', 'in CI: is it still what was locked?'],
  ],
  load: () => import('./lock.ts'),
});
