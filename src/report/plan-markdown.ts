import type { Plan } from '../model/plan.ts';
import { shownVersion } from '../model/plugin.ts';
import { markdownCode as code, markdownBlock, markdownCell, markdownText } from './markdown.ts';
import { detailSections } from './plan-details.ts';
import { type Block, emptySection, item, type Section } from './plan-document.ts';
import { headOf } from './plan-head.ts';
import { planMermaid } from './plan-mermaid.ts';
import type { ShownPlan } from './plan-result.ts';
import { screenSections } from './plan-screen.ts';
import { arrowed } from './plan-words.ts';

const words = (text: string): string => markdownText(arrowed(text));

/** `mkt plan --format markdown`: to paste into an issue and check off. */
export function planMarkdown({ plan, full, section }: ShownPlan): string {
  const screen = screenSections(
    plan,
    full ? { withFindings: true } : section !== undefined ? { isAlone: true } : { ties: 16, warnings: 8 },
  );
  const sections = full || section !== undefined ? [...screen, ...detailSections(plan)] : screen;
  if (section === 'findings' && plan.findings.length > 0) return findings(plan);
  if (section !== undefined) {
    const asked = sections.filter(({ id }) => id === section);
    return asked.length === 0 ? emptySection(section) : asked.map(sectionMarkdown).join('\n\n');
  }
  const blocks = [
    ...head(plan),
    full ? pluginTable(plan) : '',
    ...screen.map(sectionMarkdown),
    full &&
    plan.dataFlow.length +
      plan.events.length +
      plan.calls.length +
      plan.files.length +
      plan.dependencies.length >
      0
      ? `## Data flow\n\n${markdownBlock('mermaid', planMermaid(plan))}`
      : '',
    ...(full ? detailSections(plan).map(sectionMarkdown) : []),
    full ? findings(plan) : '',
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

function head(plan: Plan): string[] {
  const { title, sign, verdict, hurts } = headOf(plan);
  return [
    `# ${words(title)}`,
    plan.useCase === undefined ? '' : words(plan.useCase),
    `${{ good: '✓', bad: '✗', unknown: '?' }[sign]} **${words(verdict)}**`,
    hurts
      .map(
        ({ level, what, instead }) =>
          `- ${level}: ${words(what)}${instead === undefined ? '' : `\n  - ${words(instead)}`}`,
      )
      .join('\n'),
  ];
}

/** Tasks become boxes; the commands of a step one block, which can be copied as a whole. */
function sectionMarkdown({ title, intro, blocks: own, rest }: Section): string {
  const blocks = rest === undefined ? own : [...own, item(rest)];
  const parts: string[] = [];
  let list: string[] = [];
  const flush = () => {
    if (list.length > 0) parts.push(list.join('\n'));
    list = [];
  };
  let commands: string[] = [];
  const flushCommands = () => {
    if (commands.length > 0) parts.push(markdownBlock('sh', commands.join('\n')));
    commands = [];
  };
  for (const block of blocks) {
    if (block.kind !== 'command') flushCommands();
    if (block.kind !== 'item') flush();
    switch (block.kind) {
      case 'item':
        list.push(...itemLines(block, ''));
        break;
      case 'command':
        commands.push(block.line);
        break;
      case 'code':
        parts.push(markdownBlock(block.language, block.code));
        break;
      case 'step':
        parts.push(`### ${block.number}. ${words(block.title)}`, stepBody(block.more));
        break;
    }
  }
  flush();
  flushCommands();
  return [`## ${words(title)}`, ...(intro === undefined ? [] : [words(intro)]), ...parts].join('\n\n');
}

const stepBody = (blocks: readonly Block[]): string =>
  markdownBlock('sh', blocks.flatMap((block) => (block.kind === 'command' ? [block.line] : [])).join('\n'));

function itemLines(block: Block, indent: string): string[] {
  if (block.kind !== 'item') return block.kind === 'command' ? [`${indent}- ${code(block.line)}`] : [];
  const { mark = '-', task, text, tone, more = [] } = block;
  const number = /^\d+\.$/.test(mark);
  const sign = /^(done|to do|unknown|n\/a)/.exec(mark)?.[0];
  const box = task === undefined ? '' : `[${task === 'done' ? 'x' : ' '}] `;
  const shown = tone === 'strong' ? `**${words(text)}**` : words(text);
  const lead = number && task === undefined ? mark : '-';
  const extra = /^[+~=]$/.test(mark) ? `${code(mark)} ` : sign === undefined ? '' : `${sign}: `;
  const line = `${indent}${lead} ${box}${number && task !== undefined ? `${mark} ` : ''}${extra}${shown}`;
  const inner = indent + ' '.repeat(lead.length + 1);
  return [line, ...more.flatMap((each) => itemLines(each, inner))];
}

function findings({ findings: all }: Plan): string {
  if (all.length === 0) return '';
  const lines = all.map(({ severity, rule, message, help }) => {
    const [first = '', ...rest] = message.split('\n').filter((line) => line.trim() !== '');
    const more = [
      ...rest.map((line) => line.replace(/^\s*-?\s+/, '')),
      ...(help === undefined ? [] : [help]),
    ];
    return [
      `- [ ] **${severity}** ${rule}: ${words(first)}`,
      ...more.map((line) => `  - ${words(line)}`),
    ].join('\n');
  });
  return `## Findings\n\n${lines.join('\n')}`;
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
