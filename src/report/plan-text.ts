import { summarize } from '../model/finding.ts';
import type { ChecklistItem, Plan, Prerequisite, RolloutStep } from '../model/plan.ts';
import { shownVersion } from '../model/plugin.ts';
import { count, listed, oneLine, printable } from '../model/text.ts';
import { hanging, sideBySide } from './columns.ts';
import { countedLevels } from './counted-levels.ts';
import { findingsText } from './findings-text.ts';
import { shownModRows } from './mod-rows.ts';
import { groupedLinks } from './plan-links.ts';
import { executionMode, neededByNames, stepsTitle } from './plan-words.ts';
import { badMark, goodMark, type Look } from './style.ts';
import { wrap } from './wrap.ts';

/** At most this many are printed, with the number of the others; the other formats have all. */
const limits = { links: 24, tests: 12, stepPlugins: 40 } as const;

/** `mkt plan` for people: from prerequisites to troubleshooting, with the summary last. */
export function planText(plan: Plan, look: Look): string {
  const sections = [
    heading(plan, look),
    section('Plugins', pluginRows(plan, look), look),
    section(
      'Mods, which run inside the client',
      plan.mods.flatMap(({ plugin, mod }) => [
        ...item('-', `${plugin}: ${mod.module}`, look, look.style.bold),
        ...shownModRows(mod).flatMap(([title, words]) => text(`${title}: ${words}`, look, 4)),
      ]),
      look,
    ),
    section('Before you start', prerequisiteLines(plan, look), look),
    section('Data flow', flowLines(plan, look), look),
    section('Stages', stageLines(plan, look), look),
    section(
      stepsTitle(plan.rollout),
      plan.rollout.flatMap((step, index) => stepLines(step, index, look)),
      look,
    ),
    section(
      'Left out of these steps',
      plan.leftOut.flatMap(({ plugin, rule, because, instead }) => [
        ...item('-', `${plugin}: ${because} (${rule})`, look, look.style.red),
        ...(instead === undefined ? [] : text(`instead: ${instead}`, look, 4)),
      ]),
      look,
    ),
    section('Integration tests to write', testLines(plan, look), look),
    section('Workflow', numbered(plan.workflow, look), look),
    section(
      'Pitfalls that apply here',
      plan.pitfalls.flatMap(({ title, because, solution }) => [
        ...item('-', `${title}: ${because}`, look, look.style.yellow),
        ...text(`solution: ${solution}`, look, 4),
      ]),
      look,
    ),
    section(
      'Checklist',
      plan.checklist.flatMap((each) => checklistLines(each, look)),
      look,
    ),
    section(
      'Troubleshooting',
      plan.troubleshooting.flatMap(({ title, steps }, index) => [
        ...item(`${index + 1}.`, steps.length === 1 ? `${title}: ${steps[0]}` : title, look),
        ...(steps.length === 1 ? [] : steps.flatMap((step) => item('   -', step, look))),
      ]),
      look,
    ),
    section(
      'Outcomes',
      plan.outcomes.flatMap((outcome) => item('-', outcome, look)),
      look,
    ),
    plan.example === undefined
      ? ''
      : section(`Example (${plan.example.language})`, exampleLines(plan.example.code), look),
    plan.findings.length === 0 ? '' : findingsText(plan.findings, look),
    summary(plan, look),
  ];
  return sections.filter((part) => part !== '').join('\n\n');
}

function heading({ title, pattern, useCase, orchestration }: Plan, look: Look): string {
  const { style, width } = look;
  const lines = [
    ...wrap(printable(pattern === undefined ? `Plan for ${title}` : `${title} (${pattern})`), width).map(
      style.bold,
    ),
    ...(useCase === undefined ? [] : wrap(printable(useCase), width)),
    ...wrap(printable(`${orchestration.id}: ${orchestration.reason}`), width, 2).map(style.dim),
  ];
  return lines.join('\n');
}

function section(title: string, lines: readonly string[], { style }: Look): string {
  return lines.length === 0 ? '' : [style.bold(oneLine(title)), ...lines].join('\n');
}

function pluginRows({ plugins }: Plan, { style, width }: Look): string[] {
  const names = { cells: plugins.map(({ name }) => printable(name)), paint: style.bold };
  const versions = { cells: plugins.map((plugin) => printable(shownVersion(plugin))), paint: style.green };
  const heads = sideBySide([names, versions]);
  const isNarrow = heads.width + 28 > width;
  return plugins.map(({ name, role, stage, ...plugin }, row) => {
    const place = `stage ${stage}${role === '' ? '' : `, ${oneLine(role)}`}`;
    if (isNarrow)
      return `  ${style.bold(printable(name))} ${style.green(printable(shownVersion(plugin)))} ${place}`;
    return `  ${heads.lines[row]}  ${place}`;
  });
}

function prerequisiteLines({ prerequisites }: Plan, look: Look): string[] {
  const { runtimes, libraries, tools, env, resources } = prerequisites;
  return [...tools, ...runtimes, ...libraries, ...env, ...resources].flatMap((each) => [
    ...item('-', `${each.name}: ${each.need}${by(each)}`, look),
    ...command(each.verify, look, 4),
  ]);
}

function by(prerequisite: Prerequisite): string {
  const plugins = neededByNames(prerequisite);
  const names =
    plugins.length > 3 ? `${plugins.slice(0, 2).join(', ')} and ${plugins.length - 2} more` : listed(plugins);
  const parts = [prerequisite.optional ? 'optional' : '', names === '' ? '' : `for ${names}`].filter(
    (part) => part !== '',
  );
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

function flowLines(plan: Plan, look: Look): string[] {
  const arrow = look.style.unicode ? '→' : '->';
  const groups = groupedLinks(plan);
  const lines = groups
    .slice(0, limits.links)
    .flatMap(({ from, to, what, optional }) =>
      item('-', `${from} ${arrow} ${listed(to)}: ${what}${optional ? ', optional' : ''}`, look),
    );
  return [...lines, ...more(groups.length - limits.links, 'link')];
}

function stageLines({ stages }: Plan, look: Look): string[] {
  return stages.flatMap((stage, index) => [
    ...item(`${index + 1}.`, `${stage.name}${executionMode(stage)}`, look, look.style.bold),
    ...stage.steps
      .slice(0, limits.stepPlugins)
      .flatMap(({ plugin, action, commands }) => [
        ...text(`${plugin}: ${action}`, look, 5),
        ...(commands.length === 0
          ? []
          : wrap(printable(commands.join('  ')), look.width - 7).map(
              (line) => `       ${look.style.cyan(line)}`,
            )),
      ]),
    ...more(stage.steps.length - limits.stepPlugins, 'plugin'),
  ]);
}

function stepLines({ title, commands, verify }: RolloutStep, index: number, look: Look): string[] {
  return [
    ...item(`${index + 1}.`, title, look, look.style.bold),
    ...commands.flatMap((line) => command(line, look, 5)),
    ...verify.flatMap((line) => text(`check: ${line}`, look, 5)),
  ];
}

function testLines({ tests }: Plan, look: Look): string[] {
  const shown = tests.slice(0, limits.tests);
  const lines = shown.flatMap(({ name, given, expect }, index) => [
    ...item(`${index + 1}.`, name, look, look.style.bold),
    ...text(`given: ${given}`, look, 5),
    ...text(`then: ${expect}`, look, 5),
  ]);
  return [...lines, ...more(tests.length - limits.tests, 'test')];
}

const marks = { done: 'done', missing: 'missing', 'not-applicable': 'n/a' } as const;

function checklistLines({ status, title, evidence }: ChecklistItem, look: Look): string[] {
  const paint = { done: look.style.green, missing: look.style.yellow, 'not-applicable': look.style.dim }[
    status
  ];
  const mark = marks[status].padEnd(7);
  const lines = wrap(printable(`${title}: ${evidence}`), look.width - 11);
  return hanging(`  ${paint(mark)}  `, 11, lines).map((line) => line.trimEnd());
}

function exampleLines(code: string): string[] {
  return printable(code)
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`.trimEnd());
}

/** A command stays on one line, however long it is, so that it can be copied. */
function command(line: string, { style, width }: Look, indent: number): string[] {
  const lead = ' '.repeat(indent);
  if (line.startsWith('#'))
    return wrap(printable(line), width - indent, 2).map((each) =>
      style.dim(`${lead}${each.replace(/^ {2}/, '# ')}`),
    );
  return [`${lead}${style.dim('$')} ${style.cyan(printable(line))}`];
}

function item(mark: string, words: string, { width }: Look, paint = (line: string) => line): string[] {
  const column = mark.length + 3;
  return hanging(`  ${mark} `, column, wrap(printable(words), width - column).map(paint));
}

function text(words: string, { width }: Look, indent: number): string[] {
  return wrap(printable(words), width - indent, 2).map((line) => `${' '.repeat(indent)}${line}`);
}

const numbered = (lines: readonly string[], look: Look) =>
  lines.flatMap((line, index) => item(`${index + 1}.`, line, look));
const more = (amount: number, word: string) =>
  amount > 0 ? [`  and ${count(amount, `more ${word}`)}: \`--format markdown\` shows all`] : [];

function summary({ plugins, stages, tests, checklist, findings }: Plan, { style, width }: Look): string {
  const status = (wanted: ChecklistItem['status']) =>
    checklist.filter((each) => each.status === wanted).length;
  const parts = [
    `${count(plugins.length, 'plugin')} in ${count(stages.length, 'stage')}`,
    `${count(tests.length, 'test')} to write`,
    ...(checklist.length === 0 ? [] : [`checklist: ${status('done')} done, ${status('missing')} missing`]),
    ...(findings.length === 0 ? [] : [countedLevels(summarize(findings))]),
  ];
  const failed = summarize(findings).errors > 0;
  const mark = failed ? badMark(style) : goodMark(style);
  return hanging(`${mark} `, 2, wrap(parts.join('; '), width - 4).map(style.bold)).join('\n');
}
