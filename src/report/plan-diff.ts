import type { DiffFinding, PlanDiff } from '../model/plan-diff.ts';
import { count, printable } from '../model/text.ts';
import { jsonText } from './json.ts';
import { markdownText as words } from './markdown.ts';
import { arrowed } from './plan-words.ts';
import type { Look } from './style.ts';
import { wrap } from './wrap.ts';

/** One thing that is different: what it is about, whether it came or went, and what it is. */
interface Row {
  readonly title: string;
  readonly mark: '+' | '-' | '~';
  readonly text: string;
}

function rowsOf({ verdict, plugins, links, findings, commands }: PlanDiff): Row[] {
  const marks = { added: '+', removed: '-', changed: '~', 'left-out': '-' } as const;
  const both = <Value>(
    title: string,
    { added, removed }: { readonly added: readonly Value[]; readonly removed: readonly Value[] },
    text: (value: Value) => string,
  ): Row[] => [
    ...removed.map((value) => ({ title, mark: '-' as const, text: text(value) })),
    ...added.map((value) => ({ title, mark: '+' as const, text: text(value) })),
  ];
  return [
    ...(verdict.before === verdict.after
      ? []
      : [{ title: 'Verdict', mark: '~' as const, text: `${verdict.before} -> ${verdict.after}` }]),
    ...plugins.map(({ plugin, change, before, after }) => ({
      title: 'Plugins',
      mark: marks[change],
      text: `${plugin} ${[before, after].filter((each) => each !== undefined).join(' -> ')}${change === 'left-out' ? ' (still asked for, but left out)' : ''}`,
    })),
    ...both('Links', links, (link) => link),
    ...both('Findings', findings, findingText),
    ...findings.changed.map((finding) => ({
      title: 'Findings',
      mark: '~' as const,
      text: `${findingText(finding)} (before: ${finding.before})`,
    })),
    ...both('Commands', commands, (line) => line),
  ];
}

const findingText = ({ severity, rule, message }: DiffFinding): string => `${severity} ${rule}: ${message}`;

/** What is different, in one sentence. */
function summaryOf(diff: PlanDiff): string {
  const rows = rowsOf(diff);
  if (rows.length === 0) return 'nothing changed: the plan is the same as before';
  const { before, after } = diff.verdict;
  const parts = [
    ...(before === after ? [] : [`the verdict is ${after}, not ${before}`]),
    ...(diff.plugins.length > 0 ? [count(diff.plugins.length, 'plugin')] : []),
    ...(diff.findings.added.length > 0 ? [count(diff.findings.added.length, 'new finding')] : []),
    ...(diff.findings.removed.length > 0 ? [`${count(diff.findings.removed.length, 'finding')} fewer`] : []),
    ...(diff.findings.changed.length > 0
      ? [`${count(diff.findings.changed.length, 'finding')} about more or fewer plugins`]
      : []),
  ];
  return parts.length === 0 ? 'only links and commands changed' : `changed: ${parts.join(', ')}`;
}

/** `mkt plan --diff` for people. */
export function planDiffText(diff: PlanDiff, { style, width }: Look): string {
  const paint = { '+': style.green, '-': style.red, '~': style.yellow } as const;
  const lines = grouped(rowsOf(diff)).map(([title, rows]) =>
    [
      style.bold(title),
      ...rows.flatMap(({ mark, text }) =>
        wrap(`${mark} ${printable(style.unicode ? arrowed(text) : text)}`, width - 2, 2).map(
          (line) => `  ${paint[mark](line)}`,
        ),
      ),
    ].join('\n'),
  );
  return [...lines, style.bold(summaryOf(diff))].join('\n\n');
}

/** The comment on a pull request that changes the list. */
export function planDiffMarkdown(diff: PlanDiff): string {
  const parts = grouped(rowsOf(diff)).map(
    ([title, rows]) =>
      `#### ${title}\n\n${rows.map(({ mark, text }) => `- \`${mark}\` ${words(arrowed(text))}`).join('\n')}`,
  );
  return [`### Plan: ${words(summaryOf(diff))}`, ...parts].join('\n\n');
}

/** The difference as data. */
export const planDiffJson = (diff: PlanDiff): string => jsonText({ diff });

function grouped(rows: readonly Row[]): [string, Row[]][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(row.title, [...(groups.get(row.title) ?? []), row]);
  return [...groups];
}
