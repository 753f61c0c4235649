import { Command, Option } from 'commander';
import { printable } from '../model/text.ts';
import type { CommandSpec, OptionSpec } from './command.ts';
import { commands } from './commands.ts';
import { Failure } from './failure.ts';
import type { Io } from './io.ts';
import { globalOptions } from './options.ts';

/** The command line, parsed. */
export interface Parsed {
  readonly spec: CommandSpec;
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
}

/**
 * Builds the commander program from the command table.
 * @param chosen receives the command to run; nothing runs here.
 */
export function buildProgram(io: Io, version: () => string, chosen: (parsed: Parsed) => void): Command {
  const program = new Command('mkt')
    .exitOverride()
    // Help has pages of its own: src/cli/help.
    .helpOption(false)
    .helpCommand(false)
    // `main` prints all errors, so that they read alike.
    .configureOutput({
      writeOut: () => undefined,
      writeErr: () => undefined,
      outputError: () => undefined,
    });
  program.option('-V, --version', 'print the version of mkt');
  program.on('option:version', () => {
    io.stdout.write(`${version()}\n`);
    throw new VersionShown();
  });
  for (const option of globalOptions) program.addOption(optionOf(option));
  for (const spec of commands) addCommand(program, spec, chosen);
  return program;
}

/** Thrown after the version is printed, because there is nothing more to do. */
export class VersionShown extends Error {}

function addCommand(program: Command, spec: CommandSpec, chosen: (parsed: Parsed) => void): void {
  const [first = '', second] = spec.name.split(' ');
  const parent = second === undefined ? program : groupOf(program, first);
  const command = parent.command(second ?? first, { isDefault: spec.isDefault === true }).helpOption(false);
  for (const argument of spec.arguments?.split(' ') ?? []) command.argument(argument);
  for (const option of spec.options ?? []) command.addOption(optionOf(option));
  command.action((...words: unknown[]) => {
    const args = words
      .slice(0, -2)
      .flat()
      .filter((word) => word !== undefined) as string[];
    chosen({ spec, args, options: command.optsWithGlobals() });
  });
}

function groupOf(program: Command, name: string): Command {
  const existing = program.commands.find((command) => command.name() === name);
  if (existing !== undefined) return existing;
  return program.command(name).helpOption(false).helpCommand(false);
}

function optionOf({
  flags,
  description,
  choices,
  default: standard,
  repeatable,
  hidden,
}: OptionSpec): Option {
  const option = new Option(flags, description);
  if (choices !== undefined) option.choices([...choices]);
  if (standard !== undefined) option.default(standard);
  if (repeatable === true) option.argParser((value: string, all: string[] = []) => [...all, value]);
  else if (option.required && choices === undefined) option.argParser(onceOnly(option));
  return hidden === true ? option.hideHelp() : option;
}

/** Refuses a second value: commander would silently drop the first. */
const onceOnly =
  ({ long }: Option) =>
  (value: string, before: string | undefined): string => {
    if (before === undefined || before === value) return value;
    throw new Failure(`\`${long}\` is given twice, as \`${printable(before)}\` and \`${printable(value)}\``, {
      hint: 'use only one of them',
    });
  };
