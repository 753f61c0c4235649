import { count, printable } from '../model/text.ts';
import type { ChangedResult } from './changed-result.ts';
import { differenceLines } from './review-text.ts';
import type { View } from './view.ts';

/** `mkt changed` for people: a block for each plugin that changed, and what to do. */
export function changedText(
  { plugins, since, changes, isRemembered }: ChangedResult,
  { style, quiet }: Pick<View, 'style' | 'quiet'>,
): string {
  const running = `${count(plugins, 'plugin')} ${plugins === 1 ? 'runs' : 'run'} here`;
  if (since === undefined)
    return quiet ? '' : `${running}; remembered\nthe next \`mkt changed\` shows what is new since today`;
  if (changes.length === 0) return quiet ? '' : `${running}; nothing has changed since ${since}`;
  const arrow = style.unicode ? '→' : '->';
  const blocks = changes.map(({ id, change, before = '', after = '', runs }) => {
    const name = style.bold(printable(id));
    const head = {
      added: style.green(`+ ${name} ${printable(after)}`),
      removed: style.red(`- ${name} ${printable(before)}`),
      moved: `~ ${name} ${printable(before)} ${arrow} ${printable(after)}`,
      'same-version': `~ ${name} ${printable(after)}, different content under the same version`,
    }[change];
    if (runs.length === 0) return change === 'moved' ? `${head}: it runs the same programs as before` : head;
    return [head, ...runs.flatMap((each) => differenceLines(each, style))].join('\n');
  });
  const end = isRemembered ? 'remembered' : 'if this is expected, run `mkt changed --accept` to remember it';
  return [`${running}; since ${since}:`, ...blocks, end].join('\n\n');
}
