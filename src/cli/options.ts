import type { OptionSpec } from './command.ts';

/** Options that every command takes, before or after its name. */
export const globalOptions: readonly OptionSpec[] = [
  {
    flags: '--registry <source>',
    description: 'also look for plugins here',
    details: 'a folder, an index file, `owner/repo` or a URL',
    repeatable: true,
  },
  { flags: '--no-bundled', description: 'do not use the bundled registry' },
  { flags: '--cwd <dir>', description: 'run as if started in this folder' },
  {
    flags: '-f, --format <format>',
    description: 'the format of the output',
    details: 'the help of each command lists its formats',
  },
  { flags: '--json', description: 'same as `--format json`' },
  {
    flags: '-o, --output <file>',
    description: 'write the result to this file, replacing it if it exists',
  },
  { flags: '--strict', description: 'fail on warnings, too' },
  {
    flags: '--claude-code <version>',
    description: 'the version of Claude Code that will load the plugins',
    details: 'default: the newest that mkt knows',
  },
  { flags: '--offline', description: 'do not use the network' },
  { flags: '-q, --quiet', description: 'print only problems' },
  { flags: '-v, --verbose', description: 'print more details' },
  { flags: '--no-color', description: 'turn colors off, as `NO_COLOR=1` does' },
];

export const patternOption: OptionSpec = {
  flags: '-p, --pattern <id>',
  description: 'use the plugins of this pattern',
  details: 'an id from `mkt patterns`, or a pattern file',
};
/** What commands that write to a project have in common. */
export const writeOptions: readonly OptionSpec[] = [
  { flags: '--dry-run', description: 'show what would change' },
  { flags: '-y, --yes', description: 'write without asking' },
];
export const forceOption: OptionSpec = {
  flags: '--force',
  description: 'write even if the new list has errors',
};
export const ruleOption: OptionSpec = {
  flags: '--rule <rule=level>',
  description: 'set the level of a rule, such as `MKT303=off`',
  details: '`off`, `note`, `warning` or `error`; the rule by its id or name',
  repeatable: true,
};
export const strategyOption: OptionSpec = {
  flags: '--strategy <strategy>',
  description: 'which versions to prefer',
  details: 'default: `locked` if there is a lock, else `highest`',
  choices: ['highest', 'locked', 'lowest', 'lowest-direct'],
};
export const unlockedOption: OptionSpec = {
  flags: '--unlocked',
  description: 'ignore `mkt.lock`',
};

export const openOption: OptionSpec = {
  flags: '--open',
  description: 'open the result as a page in the browser',
  details: 'written to a temporary file, unless `-o` names one',
};

export const installedSearchOption: OptionSpec = {
  flags: '--installed',
  description: 'search the plugins that are installed and enabled on this machine',
};

/** The parts of a plan, by the names of `report/plan-screen.ts` and `report/plan-details.ts`. */
export const sectionOption: OptionSpec = {
  flags: '--section <name>',
  description: 'print',
  choices: [
    'change',
    'steps',
    'together',
    'watch-out',
    'before',
    'settings',
    'starts',
    'mods',
    'stages',
    'remarks',
    'tests',
    'failures',
    'monitoring',
    'rollback',
    'workflow',
    'checklist',
    'troubleshooting',
    'outcomes',
    'example',
    'findings',
  ],
};
