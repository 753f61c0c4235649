import type { HelpPage } from '../../model/help.ts';
import { commands, groups } from '../commands.ts';
import { globalOptions } from '../options.ts';
import { optionSection } from './command-page.ts';
import { topics } from './topics.ts';

/** What most people need, by task. Everything else is listed with `--all`. */
const usual: readonly (readonly [task: string, names: readonly string[]])[] = [
  ['Before you install plugins', ['check', 'plan', 'info', 'search']],
  ["A project's plugins", ['init', 'add', 'lock', 'sync', 'run']],
  ['When something is wrong', ['why', 'doctor', 'bisect', 'explain']],
  ['Your own marketplace', ['validate', 'map']],
];

/** The page of the whole program. */
export function overviewPage({ isAll = false } = {}): HelpPage {
  const firstWords = [...new Set(commands.map(({ name }) => name.split(' ')[0] ?? name))];
  const row = (name: string) => ({ term: name, meaning: summaryOf(name) });
  const shown = new Set(usual.flatMap(([, names]) => names));
  const rest = firstWords.filter((name) => !shown.has(name));
  return {
    name: '',
    usage: 'mkt <command> [options]',
    text: ['Plan and validate combinations of plugins for coding agents, before you install them.'],
    sections: [
      ...(isAll
        ? [
            { title: 'Commands', kind: 'terms' as const, rows: firstWords.map(row) },
            ...optionSection('Global options', versionAnd(globalOptions), isAll),
          ]
        : [...usual.map(([title, names]) => ({ title, kind: 'terms' as const, rows: names.map(row) }))]),
      {
        title: 'More',
        kind: 'terms',
        rows: [
          ...(isAll ? [] : [{ term: 'commands', meaning: rest.join(', ') }]),
          { term: 'topics', meaning: Object.keys(topics).join(', ') },
        ],
      },
    ],
    more: [
      isAll
        ? '`mkt help <command or topic>` explains one of them.'
        : '`mkt help <command or topic>` explains one; `mkt --help --all` lists all.',
    ],
  };
}

const versionAnd = (options: typeof globalOptions): typeof globalOptions => [
  ...options,
  { flags: '-V, --version', description: 'print the version of mkt' },
];

/** The summary of a command or a group. */
function summaryOf(name: string): string {
  return groups[name] ?? commands.find((spec) => spec.name === name)?.summary ?? '';
}
