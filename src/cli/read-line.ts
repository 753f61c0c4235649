import type { CommandSpec, OptionSpec } from './command.ts';

/**
 * What the words of a command line say, whether or not it is complete: the command, or the word that should be a group; its arguments;
 * and the option that waits for its value.
 */
export function readLine(
  words: readonly string[],
  {
    commands,
    globalOptions,
  }: { readonly commands: readonly CommandSpec[]; readonly globalOptions: readonly OptionSpec[] },
) {
  const args: string[] = [];
  let group: string | undefined;
  let command: CommandSpec | undefined;
  let waiting: OptionSpec | undefined;
  let isPastOptions = false;
  for (const word of words) {
    if (waiting !== undefined) waiting = undefined;
    else if (word === '--') isPastOptions = true;
    else if (!isPastOptions && word.startsWith('-')) {
      const option = [...(command?.options ?? []), ...globalOptions].find(({ flags }) =>
        flags.split(/[ ,]+/).includes(word),
      );
      waiting = option !== undefined && takesValue(option) ? option : undefined;
    } else if (args.length === 0 && group === undefined && command === undefined) {
      command = commands.find(({ name }) => name === word);
      if (command === undefined) {
        group = word;
        command = commands.find(({ name, isDefault }) => isDefault === true && name.startsWith(`${word} `));
      }
    } else {
      const inGroup = commands.find(({ name }) => group !== undefined && name === `${group} ${word}`);
      if (args.length === 0 && inGroup !== undefined) {
        command = inGroup;
        group = undefined;
      } else args.push(word);
    }
  }
  return { command, group, args, waiting, isPastOptions };
}

const takesValue = ({ flags }: OptionSpec): boolean => flags.includes('<');
