import type { OptionSpec } from './command.ts';

/** Options that every command takes, before or after its name. */
export const globalOptions: readonly OptionSpec[] = [
  {
    flags: '--registry <source>',
    description: 'ask this registry too: a folder, an index file, `owner/repo` or a URL (repeatable)',
    repeatable: true,
  },
  { flags: '--no-bundled', description: 'leave the bundled registry out' },
  { flags: '--cwd <dir>', description: 'work as if started in this folder' },
  { flags: '-f, --format <format>', description: 'how to print the result; each command lists its formats' },
  { flags: '--json', description: 'the same as --format json' },
  { flags: '-o, --output <file>', description: 'write the result to a file instead of stdout' },
  { flags: '--strict', description: 'let warnings fail too' },
  {
    flags: '--claude-code <version>',
    description: 'the version of the client that will load the plugins',
  },
  { flags: '--offline', description: 'never use the network' },
  { flags: '-q, --quiet', description: 'print only what is wrong' },
  { flags: '-v, --verbose', description: 'say more about what is done, and show stack traces of bugs' },
  { flags: '--no-color', description: 'no colours (also: NO_COLOR=1)' },
];

export const patternOption: OptionSpec = {
  flags: '-p, --pattern <id>',
  description: 'take the plugins of this pattern (`mkt patterns`)',
};
export const ruleOption: OptionSpec = {
  flags: '--rule <rule=level>',
  description: 'set the level of a rule: `MKT303=off`, or `note`, `warning`, `error` (repeatable)',
  repeatable: true,
};
export const strategyOption: OptionSpec = {
  flags: '--strategy <strategy>',
  description: 'which versions to prefer',
  choices: ['highest', 'lowest', 'lowest-direct'],
  default: 'highest',
};
