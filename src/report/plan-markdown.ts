import type { Plan, PlanStage, Prerequisite, RolloutStep } from '../model/plan.ts';
import { shownVersion } from '../model/plugin.ts';
import { listed } from '../model/text.ts';
import { markdownCode as code, markdownBlock, markdownCell, markdownText as words } from './markdown.ts';
import { shownModRows } from './mod-rows.ts';
import { planMermaid } from './plan-mermaid.ts';
import { executionMode, neededByNames, stepsTitle } from './plan-words.ts';

/** `mkt plan --format markdown`: to paste into an issue and check off. */
export function planMarkdown(plan: Plan): string {
  const { prerequisites: needs } = plan;
  const blocks = [
    `# ${words(plan.pattern === undefined ? `Plan for ${plan.title}` : plan.title)}`,
    plan.useCase === undefined ? '' : words(plan.useCase),
    `${words(plan.orchestration.id)}: ${words(plan.orchestration.reason)}`,
    pluginTable(plan),
    section(
      'Before you start',
      [...needs.tools, ...needs.runtimes, ...needs.libraries, ...needs.env, ...needs.resources].map(
        prerequisite,
      ),
    ),
    section(
      'Mods, which run inside the client',
      plan.mods.flatMap(({ plugin, mod }) => [
        `- **${words(plugin)}**: ${words(mod.module)}`,
        ...shownModRows(mod).map(([title, row]) => `  - ${title}: ${words(row)}`),
      ]),
    ),
    plan.dataFlow.length + plan.events.length === 0
      ? ''
      : `## Data flow\n\n${markdownBlock('mermaid', planMermaid(plan))}`,
    section('Stages', plan.stages.map(stage)),
    steps(plan.rollout),
    section(
      'Left out of these steps',
      plan.leftOut.map(
        ({ plugin, rule, because, instead }) =>
          `- **${words(plugin)}**: ${words(because)} (${rule})${instead === undefined ? '' : `. Instead: ${words(instead)}`}`,
      ),
    ),
    section(
      'Integration tests',
      plan.tests.map(
        ({ name, given, expect }, index) =>
          `- [ ] **${index + 1}. ${words(name)}**\n  - given: ${words(given)}\n  - then: ${words(expect)}`,
      ),
    ),
    section(
      'Workflow',
      plan.workflow.map((step, index) => `${index + 1}. ${words(step)}`),
    ),
    section(
      'Pitfalls that apply here',
      plan.pitfalls.map(
        ({ title, because, solution }) => `- **${words(title)}**: ${words(because)}. ${words(solution)}`,
      ),
    ),
    section(
      'Checklist',
      plan.checklist.map(({ status, title, evidence }) => {
        const note = status === 'not-applicable' ? ' (not applicable)' : '';
        return `- [${status === 'missing' ? ' ' : 'x'}] **${words(title)}**${note}: ${words(evidence)}`;
      }),
    ),
    section(
      'Troubleshooting',
      plan.troubleshooting.map(
        ({ title, steps: how }, index) => `${index + 1}. **${words(title)}**: ${how.map(words).join('; ')}`,
      ),
    ),
    section(
      'Outcomes',
      plan.outcomes.map((outcome) => `- [ ] ${words(outcome)}`),
    ),
    plan.example === undefined
      ? ''
      : `## Example\n\n${markdownBlock(plan.example.language, plan.example.code)}`,
    section(
      'Findings',
      plan.findings.map(({ severity, rule, message, help }) => {
        const [first = '', ...rest] = message.split('\n').filter((line) => line.trim() !== '');
        const more = [
          ...rest.map((line) => line.replace(/^\s*-?\s+/, '')),
          ...(help === undefined ? [] : [help]),
        ];
        return [
          `- [ ] **${severity}** ${rule}: ${words(first)}`,
          ...more.map((line) => `  - ${words(line)}`),
        ].join('\n');
      }),
    ),
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `## ${title}\n\n${lines.join('\n')}`;
}

function pluginTable({ plugins }: Plan): string {
  const rows = plugins.map(
    ({ name, marketplace, role, stage: number, ...plugin }) =>
      `| ${[code(name), words(shownVersion(plugin)), words(marketplace), words(role), String(number)].map(markdownCell).join(' | ')} |`,
  );
  return [
    '| plugin | version | marketplace | role | stage |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function prerequisite(needed: Prerequisite): string {
  const { name, need, verify, optional } = needed;
  const who = neededByNames(needed);
  const note = [optional ? 'optional' : '', who.length === 0 ? '' : `for ${listed(who)}`]
    .filter((part) => part !== '')
    .join(', ');
  return `- [ ] **${words(name)}**: ${words(need)}${note === '' ? '' : ` (${words(note)})`}: ${code(verify)}`;
}

function stage(each: PlanStage, index: number): string {
  const lines = each.steps.map(
    ({ plugin, action, commands }) =>
      `   - ${code(plugin)}: ${words(action)}${commands.length === 0 ? '' : ` (${commands.map(code).join(', ')})`}`,
  );
  return [`${index + 1}. ${words(each.name)}${executionMode(each)}`, ...lines].join('\n');
}

function steps(rollout: readonly RolloutStep[]): string {
  if (rollout.length === 0) return '';
  const blocks = rollout.map(({ title, commands, verify }, index) =>
    [
      `### ${index + 1}. ${words(title)}`,
      markdownBlock('sh', commands.join('\n')),
      verify.map((line) => `- [ ] ${words(line)}`).join('\n'),
    ].join('\n\n'),
  );
  return [`## ${stepsTitle(rollout)}`, ...blocks].join('\n\n');
}
