import { count, printable } from '../model/text.ts';
import type { InitResult } from './init-result.ts';
import { goodMark } from './style.ts';
import type { View } from './view.ts';
import { wrapLines } from './wrap.ts';

/** `mkt init` for people. */
export function initText(
  { file, isKept, state, from, ofUser, plugins, hook }: InitResult,
  { style, breakAt }: Pick<View, 'style' | 'breakAt'>,
): string {
  const wrapped = (text: string) => wrapLines(text, breakAt ?? Number.POSITIVE_INFINITY);
  const shown = `\`${printable(file)}\``;
  const what =
    from === undefined
      ? 'an empty list'
      : `${count(plugins.length, 'plugin')} ${from === 'this machine' ? 'installed for this folder' : `from \`${printable(from)}\``}`;
  const done =
    state === 'written' ? `${goodMark(style)} wrote ${shown}: ${what}` : `${shown} would be written: ${what}`;
  const into = hook.file === undefined ? '.git/hooks/pre-commit' : printable(hook.file);
  const parts = isKept === true ? [] : [wrapped(done)];
  if (ofUser !== undefined)
    parts.push(
      wrapped(
        `${style.yellow('note:')} ${count(ofUser, 'plugin')} ${ofUser === 1 ? 'is' : 'are'} installed for you in every folder; \`mkt init --installed\` includes ${ofUser === 1 ? 'it' : 'them'}, too`,
      ),
    );
  if (hook.isWritten)
    parts.push(
      state === 'written'
        ? `${goodMark(style)} wrote the hook into \`${into}\``
        : `the hook would be written into \`${into}\``,
    );
  else
    parts.push(
      wrapped(`to check the list before every commit, add this to \`${into}\`:`),
      hook.text.trimEnd(),
    );
  if (isKept === true) parts.push(`${shown} already exists and is left unchanged`);
  else
    parts.push(
      wrapped(
        `${style.cyan('hint:')} run \`mkt add <plugin>\` to add plugins, and \`mkt check\` to check them`,
      ),
    );
  return parts.join('\n\n');
}
