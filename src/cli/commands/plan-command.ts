import type { Plan } from '../../model/plan.ts';
import type { PlanDiff } from '../../model/plan-diff.ts';
import type { ShownPlan } from '../../report/plan-result.ts';
import type { Report } from '../../report/view.ts';
import { command } from '../command.ts';
import {
  openOption,
  patternOption,
  ruleOption,
  sectionOption,
  strategyOption,
  unlockedOption,
} from '../options.ts';

/** A report that can show what changed, too, instead of the plan. */
const orDiff =
  (load: () => Promise<Report<ShownPlan>>, loadDiff: () => Promise<Report<PlanDiff>>) =>
  async (): Promise<Report<ShownPlan>> => {
    const report = await load();
    const diffReport = await loadDiff();
    return (shown, view) => (shown.diff === undefined ? report(shown, view) : diffReport(shown.diff, view));
  };

/** A report that always shows the whole plan. */
const whole = (load: () => Promise<Report<Plan>>) => async (): Promise<Report<ShownPlan>> => {
  const report = await load();
  return ({ plan }, view) => report(plan, view);
};

export const planCommand = command<ShownPlan>({
  name: 'plan',
  arguments: '[spec...]',
  summary: 'plan how to combine plugins',
  waitsFor: 'planning',
  description:
    'Shows whether plugins go together, what changes, what to run, how they work together, and what to watch out for.\n' +
    '`--full` adds prerequisites, tests, failures, how to undo it, and a checklist.',
  hasCode: true,
  formats: {
    text: orDiff(
      async () => (await import('../../report/plan-text.ts')).planText,
      async () => (await import('../../report/plan-diff.ts')).planDiffText,
    ),
    json: orDiff(
      whole(async () => (await import('../../report/plan-json.ts')).planJson),
      async () => (await import('../../report/plan-diff.ts')).planDiffJson,
    ),
    yaml: whole(async () => (await import('../../report/plan-yaml.ts')).planYaml),
    markdown: orDiff(
      async () => (await import('../../report/plan-markdown.ts')).planMarkdown,
      async () => (await import('../../report/plan-diff.ts')).planDiffMarkdown,
    ),
    mermaid: whole(async () => (await import('../../report/plan-mermaid.ts')).planMermaid),
    dot: whole(async () => (await import('../../report/plan-dot.ts')).planDot),
    svg: whole(async () => (await import('../../report/plan-svg.ts')).planSvg),
    html: whole(async () => (await import('../../report/plan-html.ts')).planHtml),
  },
  schema: 'plan',
  options: [
    patternOption,
    strategyOption,
    unlockedOption,
    ruleOption,
    {
      flags: '--orchestration <kind>',
      description: 'run as',
      choices: ['auto', 'pipeline', 'parallel', 'event-driven'],
    },
    { flags: '--successors', description: 'plan with the plugins that replaced others' },
    { flags: '--full', description: 'print everything' },
    sectionOption,
    {
      flags: '--from <file>',
      description: 'show a plan saved with `--json`',
    },
    {
      flags: '--diff <file>',
      description: 'show what changed since a saved plan',
    },
    openOption,
  ],
  examples: [
    ['mkt plan --pattern ml-pipeline', 'a pattern'],
    ['mkt plan python-development unit-testing cicd-automation', 'your own choice'],
    ['mkt plan --pattern dev-quality -f markdown -o PLAN.md', 'for an issue'],
    ['mkt plan --open', 'to follow in the browser'],
    ['mkt plan --diff plan.json -f markdown', 'for a pull request'],
  ],
  load: () => import('./plan.ts'),
});
