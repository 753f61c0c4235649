import type { Finding } from '../model/finding.ts';
import { count, printable } from '../model/text.ts';
import { findingsText } from './findings-text.ts';
import type { CombinationChange, ListChangeResult } from './list-change-result.ts';
import { changeLines } from './lock-change-text.ts';
import { badMark, goodMark, type Style } from './style.ts';
import { wrap } from './wrap.ts';

/** `mkt add` and `mkt remove` for people: what comes along, what would break, the diff, and what was written. */
export function listChangeText(
  result: ListChangeResult,
  { style, width, quiet }: { style: Style; width: number; quiet: boolean },
): string {
  const { plugins, findings, diff, gone, state } = result;
  if (quiet && (state === 'written' || state === 'unchanged')) return '';
  const loud = findings.filter(({ severity }) => severity !== 'note');
  const notes = findings.length - loud.length;
  const counted = [
    ...(notes > 0 ? [`${count(notes, 'new note')}; \`mkt check\` shows the whole list`] : []),
    ...(gone > 0
      ? [`${count(gone, 'finding')} in the old list no longer ${gone === 1 ? 'occurs' : 'occur'}`]
      : []),
  ];
  return [
    ...(plugins.length === 0 ? [] : [plugins.flatMap((each) => pluginLines(each, style)).join('\n')]),
    ...(loud.length === 0 ? [] : [findingsText(loud, { style, width })]),
    ...(counted.length === 0 ? [] : [counted.join('\n')]),
    ...(diff === '' ? [] : [diffText(diff, style)]),
    endOf(result, style)
      .split('\n')
      .flatMap((line) => wrap(line, width, 2))
      .join('\n'),
  ].join('\n\n');
}

function pluginLines(change: CombinationChange, style: Style): string[] {
  const [head = '', ...more] = changeLines(change, style);
  const by =
    change.kind === 'drop' || change.requiredBy.length === 0
      ? ''
      : `, required by ${printable(change.requiredBy.join(', '))}`;
  return [`${head}${by}`, ...more];
}

const diffText = (diff: string, style: Style): string =>
  diff
    .trimEnd()
    .split('\n')
    .map((line) => printable(line))
    .map((line) => (line.startsWith('+') ? style.green(line) : line.startsWith('-') ? style.red(line) : line))
    .join('\n');

function endOf({ state, file, action, findings, lock, verdict }: ListChangeResult, style: Style): string {
  const shown = `\`${printable(file)}\``;
  const both = lock?.isWritten === true ? `${shown} and \`${printable(lock.file)}\`` : shown;
  const stale =
    lock !== undefined && !lock.isWritten
      ? `\n\`${printable(lock.file)}\` stays unchanged: this list has no lock`
      : '';
  const hint = (text: string) => `\n\n${style.cyan('hint:')} ${text}`;
  switch (state) {
    case 'unchanged':
      return `${goodMark(style)} ${shown} is unchanged: nothing to do`;
    case 'written': {
      const next =
        verdict === 'unsolvable'
          ? hint('these plugins do not go together: resolve the conflict before you lock them')
          : action === 'add' && lock === undefined
            ? hint('run `mkt lock` to pin exact releases')
            : '';
      return `${goodMark(style)} wrote ${both}${stale}${next}`;
    }
    case 'would-change':
      return `${both} would be written${stale}`;
    case 'unconfirmed':
      return `${badMark(style)} nothing was written: this is not a terminal, so mkt cannot ask${hint(`run \`mkt ${action}\` again with \`--yes\``)}`;
    case 'refused': {
      const errors = findings.filter(({ severity }) => severity === 'error');
      const why =
        errors.length > 0
          ? `the list would have ${count(errors.length, 'new error')}`
          : 'the new list cannot be checked';
      const way =
        errors.length > 0 && errors.every(isOfInstallation)
          ? 'copies do not have this error: use `--force`, then run `mkt lock` and `mkt sync`'
          : 'choose different versions or plugins, or use `--force`';
      return `${badMark(style)} nothing was written: ${why}${hint(way)}`;
    }
  }
}

/** The client would not install these versions, but it loads copies of them. */
const isOfInstallation = ({ name, case: which }: Finding): boolean =>
  name === 'client-resolution-differs' && which === 'installation-fails';
