import { count, oneLine, printable } from '../model/text.ts';
import { badMark, goodMark, type Style } from './style.ts';
import type { ShownCopyChange, ShownStep, SyncResult } from './sync-result.ts';
import { changeCounts, editWords, signs } from './sync-words.ts';

/** More files of one copy than this are counted; JSON lists all. */
const mostFiles = 10;

/** `mkt sync` for people. */
export function syncText(
  result: SyncResult,
  { style, quiet, verbose }: { style: Style; quiet: boolean; verbose: boolean },
): string {
  const { state, changes, refused } = result;
  if (quiet && ['fresh', 'written'].includes(state)) return '';
  const most = verbose ? Number.POSITIVE_INFINITY : mostFiles;
  const parts: string[] = [];
  if (changes.length > 0)
    parts.push(
      changeCounts(changes),
      changes.flatMap((change) => changeLines(change, style, most)).join('\n'),
    );
  if (refused.length > 0)
    parts.push(
      refused
        .map(
          ({ id, reason, hint }) =>
            `${badMark(style)} \`${printable(id)}\`: ${oneLine(reason)}${hint === undefined ? '' : `\n    ${style.cyan('hint:')} ${oneLine(hint)}`}`,
        )
        .join('\n'),
    );
  parts.push(endOf(result, style));
  return parts.join('\n\n');
}

function changeLines(change: ShownCopyChange, style: Style, most: number): string[] {
  const { kind, id, folder, before, after, steps, edits } = change;
  const arrow = style.unicode ? '→' : '->';
  const paint = { add: style.green, move: style.yellow, restore: style.yellow, remove: style.red }[kind];
  const version =
    kind === 'move' && before !== after ? `${before} ${arrow} ${after}` : String(after ?? before ?? '');
  const what = kind === 'restore' ? ' (changed since it was copied)' : '';
  // Of a copy that comes or goes as a whole, the number says it all.
  const isWhole = kind === 'add' || kind === 'remove';
  const shown = isWhole && most !== Number.POSITIVE_INFINITY ? [] : steps.slice(0, most);
  const rest = steps.length - shown.length;
  return [
    paint(`${signs[kind]} ${printable(id)} ${printable(version)}${what}`) +
      ` in \`${printable(folder)}\`: ${count(steps.length, 'file')}`,
    ...shown.map((step) => `    ${stepLine(step)}`),
    ...(rest > 0 && shown.length > 0 ? [`    and ${count(rest, 'more file', 'more files')}`] : []),
    ...edits.map((edit) => `    ${oneLine(editWords(edit))}`),
  ];
}

function stepLine({ kind, path }: ShownStep): string {
  const shown = oneLine(path);
  return { add: `+ ${shown}`, change: `~ ${shown}`, mode: `~ ${shown} (mode)`, remove: `- ${shown}` }[kind];
}

function endOf({ state, folder, locked, withUnlockedCode, changes }: SyncResult, style: Style): string {
  const shown = `\`${printable(folder)}\``;
  const open =
    withUnlockedCode === 0
      ? ''
      : `; ${withUnlockedCode} of them run code that the lock does not hold (MKT507)`;
  const all = `${count(locked, 'plugin')} locked${open}`;
  const hint = (text: string) => `\n\n${style.cyan('hint:')} ${text}`;
  switch (state) {
    case 'fresh':
      return `${goodMark(style)} ${shown} is up to date: ${all}`;
    case 'written':
      return `${goodMark(style)} wrote ${shown}: ${all}${hint('commit `.claude/`; the client asks everyone once to trust the project')}`;
    case 'would-change':
      return `${shown} would be written: ${all}`;
    case 'unconfirmed':
      return `${badMark(style)} ${shown} was not written: files would be replaced or removed${hint('run the command again with `--yes`')}`;
    case 'stale':
      return `${badMark(style)} ${shown} is not what the lock says${hint(changes.length === 0 ? 'run `mkt sync`: its record is out of date' : 'run `mkt sync`')}`;
    case 'refused':
      return `${badMark(style)} ${shown} was not written: not everything in the lock can be copied${hint('remove these plugins from the list, or install all of it with the client (`mkt plan`)')}`;
  }
}
