import { commands } from '../commands.ts';
import { globalOptions } from '../options.ts';
import { ownArguments } from '../pass-through.ts';
import { readLine } from '../read-line.ts';

/** What help was asked for with `--help`. */
export interface HelpRequest {
  readonly words: readonly string[];
  readonly isAll?: boolean;
  readonly noColor?: boolean;
}

/** The request for help in a command line; undefined if there is none. `--all` means all options and examples. */
export function helpAsked(args: readonly string[]): HelpRequest | undefined {
  const own = ownArguments(args);
  const isHelp = (arg: string) => arg === '--help' || arg === '-h';
  if (!own.some(isHelp)) return undefined;
  const { command, group, args: words } = lineOf(own.filter((arg) => !isHelp(arg) && arg !== '--all'));
  return {
    words:
      group === undefined
        ? (command?.name.split(' ') ?? [])
        : [group, ...(isGroup(group) && words[0] === undefined ? [] : words.slice(0, 1))],
    isAll: own.includes('--all'),
    noColor: own.includes('--no-color'),
  };
}

const isGroup = (word: string): boolean => commands.some(({ name }) => name.startsWith(`${word} `));

/** The command or group that a command line names. */
export const lineOf = (args: readonly string[]) => readLine(args, { commands, globalOptions });
