import type { CommanderError } from 'commander';
import { nearest } from '../model/nearest.ts';
import { printable } from '../model/text.ts';
import { commands } from './commands.ts';
import { didYouMean, Failure } from './failure.ts';
import { globalOptions } from './options.ts';

/** Turns commander's errors into mkt's own, with the nearest words. */
export function usageFailure({ code, message }: CommanderError, args: readonly string[]): Failure {
  const text = message
    .replace(/^error: /, '')
    .replace(/\n?\(Did you mean[^)]*\)/, '')
    .replaceAll("'", '`');
  const words = args.filter((arg) => !arg.startsWith('-'));
  const [command, second = ''] = words;
  const subcommands = commands
    .filter(({ name }) => name.startsWith(`${command} `))
    .map(({ name }) => name.split(' ')[1] ?? '');
  if (code === 'commander.excessArguments' && subcommands.length > 0 && !subcommands.includes(second)) {
    // The group's default command took the misspelled word as its argument.
    return new Failure(`unknown command \`${printable(`${command} ${second}`)}\``, {
      hint:
        didYouMean(nearest(second, subcommands, 1).map((name) => `${command} ${name}`)) ?? helpOf(command),
    });
  }
  return new Failure(printable(text), {
    hint: didYouMean(candidates(code, text, command)) ?? helpOf(command),
  });
}

/** Words near the one that commander rejected. */
function candidates(code: string, text: string, command: string | undefined): string[] {
  const [, first = '', second = ''] = /`([^`]*)`(?:[^`]*`([^`]*)`)?/.exec(text) ?? [];
  if (code === 'commander.unknownCommand')
    return nearest(first, new Set(commands.map(({ name }) => name.split(' ')[0] ?? name)), 2);
  if (code === 'commander.invalidArgument') {
    const choices = /Allowed choices are (.*)\./.exec(text)?.[1]?.split(', ') ?? [];
    // A typo rarely changes the first letter: `newest` is not a misspelled `lowest`.
    return nearest(second, choices, 1).filter((choice) => choice[0] === second[0]);
  }
  if (code !== 'commander.unknownOption') return [];
  const own = commands
    .filter(({ name }) => name.split(' ')[0] === command)
    .flatMap(({ options = [] }) => options);
  const flags = [...own, ...globalOptions].flatMap((option) => option.flags.match(/--[a-z-]+/g) ?? []);
  return nearest(first, [...flags, '--help', '--version'], 1);
}

function helpOf(command: string | undefined): string {
  const known = commands.some(({ name }) => name.split(' ')[0] === command);
  return `run \`mkt ${known ? `${command} ` : ''}--help\``;
}
