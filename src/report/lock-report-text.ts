import { count, printable } from '../model/text.ts';
import { findingsText } from './findings-text.ts';
import { changeLines } from './lock-change-text.ts';
import type { LockReport, LockResult } from './lock-result.ts';
import { resolveText } from './resolve-text.ts';
import { badMark, goodMark, type Style } from './style.ts';
import { unlockedWords } from './unlocked-words.ts';

/** `mkt lock` for people. */
export function lockReportText(
  result: LockResult,
  { style, width, quiet }: { style: Style; width: number; quiet: boolean },
): string {
  if ('unresolved' in result) return resolveText(result.unresolved, { style, width });
  const { changes, findings, conflicts, heldBack, notAdopted } = result;
  if (quiet && ['fresh', 'written'].includes(result.state)) return '';
  const parts: string[] = [];
  if (findings.length > 0) parts.push(findingsText(findings, { style, width }));
  if (conflicts.length > 0)
    parts.push(
      conflicts
        .map(({ firstLine, lastLine }) => `resolved the merge conflict in lines ${firstLine} to ${lastLine}`)
        .join('\n'),
    );
  if (changes.length > 0) parts.push(changes.flatMap((change) => changeLines(change, style)).join('\n'));
  if (heldBack.length > 0) parts.push(`held back as too new: ${printable(heldBack.join(', '))}`);
  if (notAdopted.length > 0)
    parts.push(
      notAdopted
        .map(({ id, installed, locked }) =>
          printable(
            `${style.yellow('note:')} \`${id}\` is installed at ${installed}, which is not available or not compatible, so ${locked} is locked`,
          ),
        )
        .join('\n'),
    );
  parts.push(endOf(result, style));
  return parts.join('\n\n');
}

function endOf(report: LockReport, style: Style): string {
  const { file, state, locked } = report;
  const shown = `\`${printable(file)}\``;
  const all = [`${count(locked, 'plugin')} locked`, ...unlockedWords(report)].join('; ');
  switch (state) {
    case 'fresh':
      return `${goodMark(style)} ${shown} is up to date: ${all}`;
    case 'written':
      return `${goodMark(style)} wrote ${shown}: ${all}${isFirst(report) ? `\n\n${style.cyan('hint:')} run \`mkt sync\` to copy what is locked into the project` : ''}`;
    case 'would-change':
      return `${shown} would be written: ${all}`;
    case 'unconfirmed':
      return `${badMark(style)} ${shown} was not written: locked versions would change\n\n${style.cyan('hint:')} review the changes, then run the command again with \`--yes\``;
    case 'stale':
      return `${badMark(style)} ${shown} is not up to date`;
  }
}

/** Nothing was locked before. */
const isFirst = ({ changes, locked }: LockReport): boolean =>
  locked > 0 && changes.length === locked && changes.every(({ kind }) => kind === 'add');
