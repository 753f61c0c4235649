import type { CheckedList } from '../../report/results.ts';
import { command } from '../command.ts';
import { openOption, patternOption, ruleOption, strategyOption, unlockedOption } from '../options.ts';

export const checkCommand = command<CheckedList>({
  name: 'check',
  arguments: '[spec...]',
  summary: 'check whether plugins go together',
  waitsFor: 'checking plugins',
  description:
    "Finds versions that work together, and reports where the plugins get in each other's way. Without plugins, it checks the project's list: `mkt.yaml`, or `.claude/settings.json` of the client (Claude Code).",
  formats: {
    text: async () => (await import('../../report/check-text.ts')).checkText,
    json: async () => (await import('../../report/check-json.ts')).checkJson,
    markdown: async () => (await import('../../report/check-markdown.ts')).checkMarkdown,
    github: async () => (await import('../../report/check-github.ts')).checkGithub,
    sarif: async () => (await import('../../report/check-sarif.ts')).checkSarif,
    html: async () => (await import('../../report/check-html.ts')).checkHtml,
    junit: async () => (await import('../../report/check-junit.ts')).checkJunit,
    badge: async () => (await import('../../report/check-badge.ts')).checkBadge,
  },
  schema: 'check',
  isRemembered: ({ watch, writeBaseline }) => watch !== true && writeBaseline !== true,
  options: [
    {
      flags: '--installed',
      description: 'check what is installed and enabled on this machine',
      details:
        'as a session in this folder loads it; needs neither project nor network; plugins that you name must be among them',
    },
    {
      flags: '--with <spec>',
      description: 'report only what adding this plugin would change',
      repeatable: true,
    },
    {
      flags: '--watch',
      description: 'check again after each change, until Ctrl-C',
      details: 'watches the plugin list, the lock, settings and local registries',
    },
    patternOption,
    {
      flags: '--user',
      description: 'also compare with your own agents, skills and servers',
      details: 'in `~/.claude` and `~/.claude.json`',
    },
    ruleOption,
    { flags: '--accepted', description: 'also list the findings that `mkt.yaml` accepts' },
    {
      flags: '--write-baseline',
      description: 'accept the current findings: only new ones fail',
      details: 'in `mkt.yaml`, or in `mkt-baseline.json` for a list in settings',
    },
    { flags: '--no-baseline', description: 'also list the findings in `mkt-baseline.json`' },
    {
      flags: '--staged',
      description: "read the plugin list and settings from git's index",
      details: 'as a commit would have them',
    },
    { flags: '--if-present', description: 'succeed silently if the project has no plugin list' },
    {
      flags: '--allow-unknown',
      description: 'pass even if a plugin could not be looked up',
    },
    strategyOption,
    unlockedOption,
    {
      flags: '--policy <file>',
      description: "use these managed settings, not the system's",
      details: 'they may forbid marketplaces',
    },
    openOption,
  ],
  examples: [
    ['mkt check julia-development hpc-computing', 'two plugins'],
    ['mkt check', "the project's own list"],
    ['mkt check --installed', 'what is installed on this machine'],
    ['mkt check --installed --with unit-testing', 'what would one more change?'],
    ['mkt check --installed unit-testing', 'fail if this plugin is not installed or does not load'],
    ['mkt check "python-development@^1" unit-testing', 'with a version range'],
    ['mkt check --pattern ml-pipeline --json', 'a pattern, for a script'],
    ['mkt check --rule MKT303=off --format github', 'without one rule, as annotations on a pull request'],
    ['mkt check --open', 'what was found and where the plugins meet, in the browser'],
    ['mkt check --watch', 'while you edit the list, or plugins of your own'],
    ['mkt check --staged --if-present --quiet', 'in a git hook'],
    ['mkt check --write-baseline', 'adopt mkt step by step: known findings no longer fail'],
  ],
  load: () => import('./check.ts'),
});
