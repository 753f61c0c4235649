import type { CommandSpec, OptionSpec } from './command.ts';

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

const pattern: OptionSpec = {
  flags: '-p, --pattern <id>',
  description: 'take the plugins of this pattern (`mkt patterns`)',
};
const rule: OptionSpec = {
  flags: '--rule <rule=level>',
  description: 'set the level of a rule: `MKT303=off`, or `note`, `warning`, `error` (repeatable)',
  repeatable: true,
};
const strategy: OptionSpec = {
  flags: '--strategy <strategy>',
  description: 'which versions to prefer',
  choices: ['highest', 'lowest', 'lowest-direct'],
  default: 'highest',
};

/** Every command, in the order in which help lists them. */
export const commands: readonly CommandSpec[] = [
  {
    name: 'check',
    arguments: '[spec...]',
    summary: 'do these plugins go together?',
    description:
      'Resolves the plugins, runs every rule over the combination and prints what it finds.\n' +
      'Without plugins it checks the project: the list in `mkt.yaml`, else `enabledPlugins` in `.claude/settings.json`.',
    formats: ['text', 'json', 'markdown', 'github', 'sarif', 'junit'],
    options: [
      pattern,
      strategy,
      rule,
      {
        flags: '--write-baseline',
        description: 'write what is found now to `mkt-baseline.json`: from then on only what is new fails',
      },
      { flags: '--no-baseline', description: 'show and count what `mkt-baseline.json` knows, too' },
    ],
    examples: [
      ['mkt check julia-development hpc-computing', 'two plugins'],
      ['mkt check "python-development@^1" unit-testing', 'with a version range'],
      ['mkt check', "the project's own list"],
      ['mkt check --pattern ml-pipeline --json', 'a pattern, for a script'],
      ['mkt check --rule MKT303=off --format github', 'without one rule, as annotations of a pull request'],
      ['mkt check --write-baseline', 'adopt it step by step: what is known stops failing'],
    ],
    load: () => import('./commands/check.ts'),
  },
  {
    name: 'plan',
    arguments: '[spec...]',
    summary: 'how do I put them together?',
    description:
      'Prints an integration plan: prerequisites, stages, install commands, tests to write, pitfalls and a checklist.',
    formats: ['text', 'json', 'yaml', 'markdown', 'mermaid', 'dot', 'svg', 'html'],
    options: [
      pattern,
      strategy,
      rule,
      {
        flags: '--orchestration <kind>',
        description: 'how the plugins run',
        choices: ['auto', 'pipeline', 'parallel', 'event-driven'],
      },
    ],
    examples: [
      ['mkt plan --pattern ml-pipeline', 'a pattern'],
      ['mkt plan python-development unit-testing cicd-automation', 'any plugins'],
      ['mkt plan --pattern dev-quality --format markdown -o PLAN.md', 'to paste into an issue'],
    ],
    load: () => import('./commands/plan.ts'),
  },
  {
    name: 'resolve',
    arguments: '[spec...]',
    summary: 'which versions fit together?',
    description: 'Prints one version for each plugin, dependencies included, or why there is none.',
    formats: ['text', 'json'],
    options: [pattern, strategy],
    examples: [
      ['mkt resolve julia-development "hpc-computing@^1"', 'two plugins'],
      ['mkt resolve --registry ./registry.json app --json', 'over an index file'],
      ['mkt resolve unit-testing --strategy lowest', 'the oldest versions that fit'],
    ],
    load: () => import('./commands/resolve.ts'),
  },
  {
    name: 'why',
    arguments: '<plugin> [spec...]',
    summary: 'why this version of a plugin?',
    description:
      'Says who asked for a plugin and with which ranges, and what keeps it from being newer. Without specs: in the project’s list.',
    formats: ['text', 'json'],
    options: [pattern, strategy],
    examples: [
      ['mkt why base legacy --registry examples/lab --no-bundled', 'a dependency of `legacy`'],
      ['mkt why unit-testing', 'in the project’s list'],
    ],
    load: () => import('./commands/why.ts'),
  },
  {
    name: 'why-not',
    arguments: '<spec> [spec...]',
    summary: 'why not that version of a plugin?',
    description:
      'Says why a version cannot be had next to the other plugins, or what would change if it were chosen.',
    formats: ['text', 'json'],
    options: [pattern, strategy],
    examples: [
      ['mkt why-not base@^2 legacy --registry examples/lab --no-bundled', 'a newer dependency'],
      ['mkt why-not unit-testing@1.0.0', 'an older version, in the project’s list'],
    ],
    load: () => import('./commands/why-not.ts'),
  },
  {
    name: 'validate',
    arguments: '[path]',
    summary: 'what is wrong with this marketplace, plugin or list?',
    description:
      'Reads a marketplace, a plugin, a folder of manifests, an index file or `mkt.yaml`, and reports all faults at once.\n' +
      '`--fix` mends what is evident: misspelt keys, `./` before a folder, a version that the manifest states otherwise. It shows the\n' +
      'changes as a diff, and keeps everything else as it was written.',
    formats: ['text', 'json'],
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
    load: () => import('./commands/validate.ts'),
  },
  {
    name: 'map',
    arguments: '[spec...]',
    summary: 'who refers to whom?',
    description:
      'Prints who depends on whom, whose texts call or name whose components, and who hands data or events to whom: by\n' +
      'category, with counts, and with file and line. Without arguments: all plugins of the registries. With plugins: only\n' +
      'their ties, with the evidence. A folder, `owner/repo` or a URL as an argument is mapped alone.',
    formats: ['text', 'json', 'mermaid', 'dot', 'svg', 'html'],
    examples: [
      ['mkt map ./marketplace', 'a whole marketplace'],
      ['mkt map acme/plugins --format mermaid', 'one of GitHub, as a diagram'],
      ['mkt map julia-development', 'one plugin of the registries, with the evidence'],
      ['mkt map --format html -o map.html', 'all plugins of the registries, as a page to look around in'],
    ],
    load: () => import('./commands/map.ts'),
  },
  {
    name: 'list',
    summary: 'all plugins of the registries',
    formats: ['text', 'json'],
    options: [
      { flags: '--category <name>', description: 'only this category' },
      {
        flags: '--component <name>',
        description: 'only those that ship an agent, command or skill of this name',
      },
      { flags: '--artifact <name>', description: 'only those that produce or consume this artifact' },
      { flags: '--role <name>', description: 'only those with this role' },
    ],
    examples: [
      ['mkt list', 'everything'],
      ['mkt list --category development', 'one category'],
      ['mkt list --component debugger', 'who ships a component of this name?'],
    ],
    load: () => import('./commands/list.ts'),
  },
  {
    name: 'search',
    arguments: '<text...>',
    summary: 'find plugins by name, keyword, component or description',
    formats: ['text', 'json'],
    examples: [
      ['mkt search bayesian', 'one word'],
      ['mkt search code review', 'all of several words'],
    ],
    load: () => import('./commands/search.ts'),
  },
  {
    name: 'info',
    arguments: '<plugin>',
    summary: 'everything about one plugin',
    formats: ['text', 'json'],
    examples: [
      ['mkt info julia-development', 'its newest release'],
      ['mkt info julia-development@1.0.3', 'an older one'],
    ],
    load: () => import('./commands/info.ts'),
  },
  {
    name: 'patterns list',
    summary: 'named combinations of plugins',
    formats: ['text', 'json'],
    options: [{ flags: '--category <name>', description: 'only this category' }],
    examples: [['mkt patterns', 'all patterns']],
    isDefault: true,
    load: () => import('./commands/patterns-list.ts'),
  },
  {
    name: 'patterns show',
    arguments: '<id>',
    summary: 'one pattern in full',
    formats: ['text', 'json'],
    examples: [['mkt patterns show ml-pipeline', 'roles, stages, prerequisites, an example']],
    load: () => import('./commands/patterns-show.ts'),
  },
  {
    name: 'patterns suggest',
    arguments: '<spec...>',
    summary: 'patterns that contain given plugins',
    formats: ['text', 'json'],
    examples: [['mkt patterns suggest deep-learning', 'what is it combined with?']],
    load: () => import('./commands/patterns-suggest.ts'),
  },
  {
    name: 'registry list',
    summary: 'the registries that commands ask',
    description:
      'Lists the registries that commands ask, in their order, with the age of what is cached of them. Uses no network.',
    formats: ['text', 'json'],
    examples: [['mkt registry', 'all of them']],
    isDefault: true,
    load: () => import('./commands/registry-list.ts'),
  },
  {
    name: 'registry add',
    arguments: '<source>',
    summary: 'ask a registry from now on',
    description:
      'Adds a registry for all your projects: a folder, an index file, `owner/repo` of GitHub (`owner/repo@ref`),\n' +
      'a git URL (`https`, `ssh` or `file`, with `#ref`), or the URL of a `marketplace.json`. It must be readable.',
    formats: ['text', 'json'],
    examples: [
      ['mkt registry add acme/plugins', 'a repository of GitHub'],
      ['mkt registry add git@git.example.com:acme/plugins.git#stable', 'a branch elsewhere'],
      ['mkt registry add ./marketplace', 'a folder'],
    ],
    load: () => import('./commands/registry-add.ts'),
  },
  {
    name: 'registry build',
    arguments: '[source]',
    summary: 'a whole registry as one index file',
    description:
      'Writes a registry with all its releases as one JSON file, which `--registry` reads quickly and without git or a network.\n' +
      'Without a source: the bundled one.',
    formats: ['json'],
    examples: [
      ['mkt registry build ./plugins -o index.json', 'of a folder of manifests'],
      ['mkt registry build acme/plugins -o acme.json', 'of a repository with its tags'],
    ],
    load: () => import('./commands/registry-build.ts'),
  },
  {
    name: 'registry update',
    arguments: '[source...]',
    summary: 'fetch registries anew',
    description:
      'Fetches registries from git and the network anew, all or only those named. One that cannot be fetched stays\n' +
      'as it is in the cache, and the exit code is 3.',
    formats: ['text', 'json'],
    examples: [
      ['mkt registry update', 'all'],
      ['mkt registry update acme/plugins', 'one'],
    ],
    load: () => import('./commands/registry-update.ts'),
  },
  {
    name: 'registry remove',
    arguments: '<source>',
    summary: 'ask a registry no longer',
    description: 'Takes a registry from your list, by its source or by the name of its marketplace.',
    formats: ['text', 'json'],
    examples: [['mkt registry remove acme/plugins', 'as it was added']],
    load: () => import('./commands/registry-remove.ts'),
  },
  {
    name: 'cache clean',
    summary: 'remove all that can be had again',
    description:
      'Removes all copies of repositories and documents from the cache, and what was found in marketplaces before.\n' +
      'The next command fetches, or works out, what it needs.',
    formats: ['text', 'json'],
    examples: [['mkt cache clean', 'the folder is `MKT_CACHE_DIR`, else the cache folder of the system']],
    load: () => import('./commands/cache-clean.ts'),
  },
  {
    name: 'explain',
    arguments: '[rule]',
    summary: 'what a rule means, why it matters, how to fix it',
    description:
      'Prints the page of a rule (by id or name), or of a practice or pitfall. Without one it lists them all.',
    formats: ['text', 'json'],
    examples: [
      ['mkt explain MKT301', 'by id'],
      ['mkt explain agent-name-clash', 'by name'],
      ['mkt explain dependency-conflicts', 'a pitfall'],
    ],
    load: () => import('./commands/explain.ts'),
  },
];

/** What the commands of one group have in common, by the first word of their names. */
export const groups: Readonly<Record<string, string>> = {
  patterns: 'named combinations of plugins',
  registry: 'where plugins come from',
  cache: 'what was fetched before',
};
