import { oneLine, printable } from '../model/text.ts';
import { lockedVersion } from '../model/versioned.ts';
import type { RunResult } from './run-result.ts';
import { refusalWords, runNotes, runSummary } from './run-words.ts';
import { badMark, goodMark } from './style.ts';
import type { View } from './view.ts';
import { wrapLines } from './wrap.ts';

/** `mkt run` for people: why it does not start anything, or what it would start. */
export function runText(
  result: RunResult,
  { style, quiet, breakAt }: Pick<View, 'style' | 'quiet' | 'breakAt'>,
): string {
  const wrapped = (text: string) => wrapLines(text, breakAt ?? Number.POSITIVE_INFINITY);
  const { state, refused, plugins, command, environment } = result;
  if (state === 'refused')
    return wrapped(
      [
        ...refused.map((refusal) => {
          const { reason, hint } = refusalWords(refusal);
          return `${badMark(style)} ${oneLine(reason)}${hint === undefined ? '' : `\n    ${style.cyan('hint:')} ${oneLine(hint)}`}`;
        }),
        `\n${badMark(style)} nothing was started: the plugins would not load as locked`,
      ].join('\n'),
    );
  if (quiet) return '';
  const said = [
    ...plugins.map(
      ({ id, version, folder }) =>
        `${printable(id)} ${printable(lockedVersion(version))} in ${printable(folder)}`,
    ),
    '',
    ...runNotes(result).map((note) => `${style.yellow('note:')} ${oneLine(note)}`),
    `${goodMark(style)} ${runSummary(result)}; would start:`,
  ].join('\n');
  // The command line stays whole, so that it can be copied.
  return [
    wrapped(said),
    `    ${[...Object.entries(environment).map(([name, value]) => `${name}=${word(value)}`), ...command.map(word)].join(' ')}`,
  ].join('\n');
}

/** A word of a command line as a shell takes it. */
const word = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${printable(text).replaceAll("'", "'\\''")}'`;
