import type { OptionSpec } from './command.ts';
import { commands } from './commands.ts';
import { globalOptions } from './options.ts';

/**
 * Puts `--` before the command that another one is to run, so that the options of that command are not taken for mkt's:
 * `mkt run -q claude --version` becomes `mkt run -q -- claude --version`.
 */
export function withSeparator(args: readonly string[]): readonly string[] {
  const at = firstWord(args, 0, globalOptions);
  if (at === undefined) return args;
  // A command may have a name of two words, such as `bisect run`.
  const words = [args[at], `${args[at]} ${args[at + 1]}`];
  const spec = commands.find(({ name, passesOn }) => passesOn === true && words.includes(name));
  if (spec === undefined) return args;
  const behind = at + spec.name.split(' ').length;
  const first = firstWord(args, behind, [...globalOptions, ...(spec.options ?? [])]);
  return first === undefined ? args : [...args.slice(0, first), '--', ...args.slice(first)];
}

/** The arguments that are mkt's own. */
export function ownArguments(args: readonly string[]): readonly string[] {
  const end = args.indexOf('--');
  return end < 0 ? args : args.slice(0, end);
}

/** The place of the first argument that is neither an option nor the value of one; undefined if there is none before `--`. */
function firstWord(
  args: readonly string[],
  from: number,
  options: readonly OptionSpec[],
): number | undefined {
  const withValue = new Set(
    options
      .filter(({ flags }) => flags.includes('<'))
      .flatMap(({ flags }) => flags.match(/--?[a-z][a-z-]*/g)),
  );
  for (let at = from; at < args.length; at += 1) {
    const arg = args[at] as string;
    if (arg === '--') return undefined;
    if (!arg.startsWith('-')) return at;
    if (withValue.has(arg)) at += 1;
  }
  return undefined;
}
