import { printable } from '../../model/text.ts';
import { commands, groups } from '../commands.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { topicSummaries } from '../help/topics.ts';
import type { Io } from '../io.ts';
import { globalOptions } from '../options.ts';
import { completionOf } from './candidates.ts';
import { namesFor } from './names.ts';

/**
 * Answers the script of a shell: a line that begins with `:` says what the shell does besides, then come the values, each with its
 * description behind a tab.
 */
export async function complete(words: readonly string[], io: Io): Promise<ExitCode> {
  const { values, paths, isOpen } = await completionOf(
    words,
    { commands, groups, globalOptions, topics: topicSummaries },
    namesFor(words, io),
  );
  const directive = paths ?? (isOpen === true ? 'open' : 'names');
  const lines = values.map(({ value, description }) =>
    description === undefined ? value : `${value}\t${inOneLine(description)}`,
  );
  io.stdout.write(`${[`:${directive}`, ...lines].join('\n')}\n`);
  return exitCode.fine;
}

const inOneLine = (text: string): string => printable(text).replace(/\s+/g, ' ').slice(0, 100);
