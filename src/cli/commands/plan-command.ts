import type { Plan } from '../../model/plan.ts';
import { command } from '../command.ts';
import { patternOption, ruleOption, strategyOption, unlockedOption } from '../options.ts';

export const planCommand = command<Plan>({
  name: 'plan',
  arguments: '[spec...]',
  summary: 'plan how to combine plugins',
  description:
    'Prints an integration plan: prerequisites, stages, install commands, tests to write, pitfalls and a checklist.',
  formats: {
    text: async () => (await import('../../report/plan-text.ts')).planText,
    json: async () => (await import('../../report/plan-json.ts')).planJson,
    yaml: async () => (await import('../../report/plan-yaml.ts')).planYaml,
    markdown: async () => (await import('../../report/plan-markdown.ts')).planMarkdown,
    mermaid: async () => (await import('../../report/plan-mermaid.ts')).planMermaid,
    dot: async () => (await import('../../report/plan-dot.ts')).planDot,
    svg: async () => (await import('../../report/plan-svg.ts')).planSvg,
    html: async () => (await import('../../report/plan-html.ts')).planHtml,
  },
  schema: 'plan',
  options: [
    patternOption,
    strategyOption,
    unlockedOption,
    ruleOption,
    {
      flags: '--orchestration <kind>',
      description: 'run them',
      choices: ['auto', 'pipeline', 'parallel', 'event-driven'],
    },
  ],
  examples: [
    ['mkt plan --pattern ml-pipeline', 'a pattern'],
    ['mkt plan python-development unit-testing cicd-automation', 'your own choice'],
    ['mkt plan --pattern dev-quality -f markdown -o PLAN.md', 'for an issue'],
  ],
  load: () => import('./plan.ts'),
});
