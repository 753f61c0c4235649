import { oneLine, printable } from '../model/text.ts';
import type { RunResult } from './run-result.ts';
import { refusalWords, runNotes, runSummary } from './run-words.ts';
import { badMark, goodMark, type Style } from './style.ts';

/** `mkt run` for people: why it does not start anything, or what it would start. */
export function runText(result: RunResult, { style, quiet }: { style: Style; quiet: boolean }): string {
  const { state, refused, plugins, command, environment } = result;
  if (state === 'refused')
    return [
      ...refused.map((refusal) => {
        const { reason, hint } = refusalWords(refusal);
        return `${badMark(style)} ${oneLine(reason)}${hint === undefined ? '' : `\n    ${style.cyan('hint:')} ${oneLine(hint)}`}`;
      }),
      `\n${badMark(style)} nothing was started: the plugins would not load as locked`,
    ].join('\n');
  if (quiet) return '';
  return [
    ...plugins.map(
      ({ id, version, folder }) => `${printable(id)} ${printable(version)} in ${printable(folder)}`,
    ),
    '',
    ...runNotes(result).map((note) => `${style.yellow('note:')} ${oneLine(note)}`),
    `${goodMark(style)} ${runSummary(result)}; would start:`,
    `    ${[...Object.entries(environment).map(([name, value]) => `${name}=${word(value)}`), ...command.map(word)].join(' ')}`,
  ].join('\n');
}

/** A word of a command line as a shell takes it. */
const word = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${printable(text).replaceAll("'", "'\\''")}'`;
