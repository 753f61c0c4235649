import { firstHelp, statementOf } from '../model/finding.ts';
import type { RuleFacts } from '../model/problems.ts';
import { count, printable } from '../model/text.ts';
import { hanging } from './columns.ts';
import type { Advice, AdviceHere, ExplainResult } from './results.ts';
import type { Look } from './style.ts';
import { wrap, wrapLines } from './wrap.ts';

/** `mkt explain` for people: all rules, the page of one, or a piece of advice. */
export function explainText(result: ExplainResult, look: Look): string {
  if ('rules' in result) return ruleListText(result.rules, look);
  return 'page' in result ? pageText(result.page, look) : adviceText(result, look);
}

/** All rules, each with its summary. */
function ruleListText(rules: readonly RuleFacts[], { style, width }: Look): string {
  const lines = rules.flatMap(({ id, name, severity, summary }) => [
    `${style.bold(id)} ${name} ${style.dim(`(${severity})`)}`,
    ...wrap(summary, width - 2).map((line) => `  ${line}`),
  ]);
  return wrapLines([...lines, '', 'run `mkt explain <rule>` to read about one of them'].join('\n'), width);
}

/** A page of Markdown for a terminal: headings and code are highlighted, prose is wrapped, code is unchanged. */
function pageText(markdown: string, { style, width }: Look): string {
  const lines: string[] = [];
  let inCode = false;
  let paragraph: string[] = [];
  const flush = () => {
    if (paragraph.length === 0) return;
    const text = paragraph.join(' ');
    const hang = /^(\s*(?:[-*]|\d+\.)\s+)/.exec(text)?.[1]?.length ?? 0;
    lines.push(...wrap(text, width, hang));
    paragraph = [];
  };
  for (const line of printable(markdown).trimEnd().split('\n')) {
    if (line.startsWith('```')) {
      flush();
      inCode = !inCode;
    } else if (inCode) lines.push(line === '' ? '' : `    ${style.cyan(line)}`);
    else if (line.startsWith('#')) {
      flush();
      lines.push(...wrap(line.replace(/^#+\s*/, ''), width).map(style.bold));
    } else if (line.trim() === '') {
      flush();
      lines.push('');
    } else if (line.startsWith('|')) lines.push(line);
    else {
      if (/^\s*([-*]|\d+\.)\s/.test(line)) flush();
      paragraph.push(paragraph.length === 0 ? line : line.trim());
    }
  }
  flush();
  return lines.join('\n');
}

/** A practice, pitfall, troubleshooting step or orchestration. */
function adviceText(
  { advice: entry, here }: { readonly advice: Advice; readonly here?: AdviceHere },
  { style, width }: Look,
): string {
  const { id, title, advice, problem, solution, idea, when, steps = [], rules = [] } = entry;
  const part = (label: string, text: string | undefined) =>
    text === undefined ? [] : wrap(`${label}${text}`, width);
  return [
    ...wrap(`${title} (${id})`, width).map(style.bold),
    '',
    ...part('', advice),
    ...part('Problem: ', problem),
    ...part('Solution: ', solution),
    ...part('', idea),
    ...part('When: ', when),
    ...steps.flatMap((step, index) => wrap(`${index + 1}. ${step}`, width, 3)),
    ...(here === undefined
      ? []
      : [
          '',
          here.list === undefined ? 'here:' : `here, for the list in ${printable(here.list)}:`,
          ...here.commands.map((line) => `  ${style.dim('$')} ${style.cyan(line)}`),
          ...foundText(here.findings, { style, width }),
        ]),
    ...(rules.length === 0
      ? []
      : [
          '',
          ...wrap(
            `detected by ${rules.map((rule) => `\`${rule}\``).join(', ')}; run \`mkt explain ${rules[0]}\` for more`,
            width,
          ),
        ]),
  ].join('\n');
}

/** What is wrong here, and the one thing to do about each. */
function foundText(findings: AdviceHere['findings'], { width }: Look): string[] {
  if (findings === undefined) return [];
  if (findings.length === 0) return ['', ...wrap('nothing of this kind is found in the list', width)];
  return [
    '',
    `found in the list: ${count(findings.length, 'finding')}`,
    ...findings.flatMap((finding) => {
      const help = firstHelp(finding);
      return [
        ...hanging(
          '  - ',
          4,
          wrap(`${finding.severity} ${finding.rule}: ${printable(statementOf(finding))}`, width - 4),
        ),
        ...(help === undefined ? [] : hanging('    => ', 7, wrap(printable(help), width - 7))),
      ];
    }),
  ];
}
