import type { CheckedList } from '../../report/results.ts';
import { command } from '../command.ts';
import { patternOption, ruleOption, strategyOption, unlockedOption } from '../options.ts';

export const checkCommand = command<CheckedList>({
  name: 'check',
  arguments: '[spec...]',
  summary: 'check whether plugins go together',
  description:
    'Resolves the plugins, runs every rule on the combination and prints the findings.\n' +
    'Without plugins, it checks the project: the list in `mkt.yaml`, or `enabledPlugins` in `.claude/settings.json`.\n' +
    'With `--installed`, it checks the plugins on this machine, as they are on the disk; it needs neither project nor network.',
  formats: {
    text: async () => (await import('../../report/check-text.ts')).checkText,
    json: async () => (await import('../../report/check-json.ts')).checkJson,
    markdown: async () => (await import('../../report/check-markdown.ts')).checkMarkdown,
    github: async () => (await import('../../report/check-github.ts')).checkGithub,
    sarif: async () => (await import('../../report/check-sarif.ts')).checkSarif,
    html: async () => (await import('../../report/check-html.ts')).checkHtml,
    junit: async () => (await import('../../report/check-junit.ts')).checkJunit,
  },
  schema: 'check',
  options: [
    patternOption,
    strategyOption,
    unlockedOption,
    ruleOption,
    {
      flags: '--policy <file>',
      description: "use these managed settings instead of the system's, which may forbid marketplaces",
    },
    {
      flags: '--staged',
      description: "read the list and the settings from git's index, as a commit would have them",
    },
    { flags: '--if-present', description: 'succeed and print nothing if there is no list' },
    {
      flags: '--allow-unknown',
      description: 'do not fail on plugins that could not be looked up',
    },
    {
      flags: '--installed',
      description:
        'check what is installed and enabled on this machine, as a session in this folder loads it',
    },
    {
      flags: '--user',
      description:
        'also compare with your own agents, skills, commands and MCP servers, in `~/.claude` and `~/.claude.json`',
    },
    {
      flags: '--with <spec>',
      description: 'add a plugin to the list, and report only what it changes (repeatable)',
      repeatable: true,
    },
    {
      flags: '--watch',
      description:
        'check again whenever the list, the lock, settings or a registry on the disk changes, until Ctrl-C',
    },
    { flags: '--accepted', description: 'also list the findings that `mkt.yaml` accepts' },
    {
      flags: '--write-baseline',
      description:
        'accept the current findings, so that only new ones fail: in `mkt.yaml`, or for a list in settings in `mkt-baseline.json`',
    },
    { flags: '--no-baseline', description: 'also report the findings recorded in `mkt-baseline.json`' },
  ],
  examples: [
    ['mkt check julia-development hpc-computing', 'two plugins'],
    ['mkt check "python-development@^1" unit-testing', 'with a version range'],
    ['mkt check', "the project's own list"],
    ['mkt check --installed', 'what is installed on this machine'],
    ['mkt check --installed --with unit-testing', 'what one more plugin would change'],
    ['mkt check --pattern ml-pipeline --json', 'a pattern, for a script'],
    ['mkt check --rule MKT303=off --format github', 'without one rule, as annotations on a pull request'],
    ['mkt check --format html -o check.html', 'where the plugins meet, in one picture'],
    ['mkt check --watch', 'while you edit the list, or plugins of your own'],
    ['mkt check --staged --if-present --quiet', 'in a git hook'],
    ['mkt check --write-baseline', 'adopt mkt step by step: known findings no longer fail'],
  ],
  load: () => import('./check.ts'),
});
