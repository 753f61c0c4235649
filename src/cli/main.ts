import { statSync } from 'node:fs';
import { constants } from 'node:os';
import { resolve } from 'node:path';
import { CommanderError } from 'commander';
import { withoutCredentials } from '../model/mask.ts';
import { nearest } from '../model/nearest.ts';
import { printable } from '../model/text.ts';
import type { View } from '../report/view.ts';
import { wrapLines } from '../report/wrap.ts';
import { doAtEnd } from '../sources/files/at-end.ts';
import { readOwn } from '../sources/files/read-file.ts';
import { ask, canAsk } from './ask.ts';
import type { Call, Options } from './call.ts';
import { breakAt, styleFor, widthOf } from './color.ts';
import type { CommandSpec, Rendered } from './command.ts';
import { commands } from './commands.ts';
import { emit } from './emit.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { failed } from './failed.ts';
import { didYouMean, Failure } from './failure.ts';
import { type HelpRequest, helpAsked, lineOf } from './help/asked.ts';
import type { Io, Sink } from './io.ts';
import { packageFile } from './package-root.ts';
import { ownArguments, withSeparator } from './pass-through.ts';
import { buildProgram, type Parsed, VersionShown } from './program.ts';
import { published } from './published.ts';
import { noSpinner, type Spinner, spinner } from './spinner.ts';
import { usageFailure } from './usage.ts';

/** Runs one command line, and then what the command has left for the end. */
export async function main(given: readonly string[], outer: Io): Promise<number> {
  try {
    return await answerLine(given, outer);
  } finally {
    doAtEnd();
  }
}

/** Only this function decides how a run ends: all others return or throw. */
async function answerLine(given: readonly string[], outer: Io): Promise<number> {
  // Not a copy: that would open the input.
  const io: Io = Object.create(outer, {
    stdout: { value: masking(outer.stdout) },
    stderr: { value: fitting(masking(outer.stderr), outer) },
  });
  const args = withSeparator(given);
  try {
    if (args[0] === '__complete') {
      const { complete } = await import('./completion/complete.ts');
      return await complete(args.slice(1), io);
    }
    const help = helpAsked(args);
    if (help !== undefined) {
      await showHelp(help, io.stdout, io);
      return exitCode.fine;
    }
    if (args.length === 0) {
      await showHelp({ words: [] }, io.stderr, io);
      return exitCode.usage;
    }
    const parsed = parse(args, io);
    if (typeof parsed === 'number') return parsed;
    if (!('group' in parsed)) return await run(parsed, io, args);
    await showHelp({ words: [parsed.group] }, io.stderr, io);
    return exitCode.usage;
  } catch (error) {
    return report(error, args, io);
  }
}

/** Whatever is printed, of whichever command, option, file or server, passes here: no credential is shown. */
const masking = <Stream extends Sink>(sink: Stream): Stream =>
  Object.create(sink, { write: { value: (text: string) => sink.write(withoutCredentials(text)) } });

/** Prints a page of help. @throws Failure if there is none for these words. */
async function showHelp({ words, isAll, noColor }: HelpRequest, stream: Sink, io: Io): Promise<void> {
  const [{ helpPage }, { helpText }] = await Promise.all([
    import('./help/pages.ts'),
    import('../report/help-text.ts'),
  ]);
  const page = await helpPage(words, { isAll: isAll === true });
  const style = await styleFor(stream, io, noColor === true);
  stream.write(`${helpText(page, { style, width: widthOf(stream, io.env) })}\n`);
}

/** Breaks the lines of messages at the width of the terminal. */
function fitting<Stream extends Sink>(sink: Stream, { env }: Io): Stream {
  const columns = breakAt(sink, env);
  if (columns === undefined) return sink;
  return Object.create(sink, { write: { value: (text: string) => sink.write(wrapLines(text, columns)) } });
}

/** @returns an exit code if everything was printed already, such as the version; or the group that was given without a command. */
function parse(args: readonly string[], io: Io): Parsed | ExitCode | { readonly group: string } {
  let parsed: Parsed | undefined;
  const program = buildProgram(io, version, (found) => {
    parsed = found;
  });
  try {
    program.parse(args, { from: 'user' });
  } catch (error) {
    if (error instanceof VersionShown) return exitCode.fine;
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return exitCode.fine;
      if (error.code === 'commander.help') return { group: lineOf(args).group ?? '' };
      throw usageFailure(error, args);
    }
    throw error;
  }
  return parsed ?? exitCode.usage;
}

async function run(parsed: Parsed, given: Io, line: readonly string[]): Promise<number> {
  const shown = await spinnerFor(parsed, given);
  const io: Io = Object.create(given, { stderr: { value: besides(shown, given.stderr) } });
  const during = <Result>(work: () => Promise<Result>) =>
    // A command that hands on the terminal says itself what it waits for.
    parsed.spec.passesOn === true ? work() : shown.during(parsed.spec.waitsFor ?? 'reading plugins', work);
  const call = await callOf(parsed, io, shown);
  const { cwd, command, format, open: isOpened } = call.options;
  let { output } = call.options;
  const print = ({ text, afterwards }: Rendered) => {
    if (text !== undefined) emit(text, { stdout: io.stdout, stderr: io.stderr, cwd, output });
    if (afterwards !== undefined) io.stderr.write(afterwards);
  };
  const first = await during(() => answerOf(parsed, call, { io, line, shown }));
  const opening = isOpened === true && first.text !== undefined ? await import('./open-page.ts') : undefined;
  const isTemporary = output === undefined;
  if (opening !== undefined) output ??= opening.temporaryPage(command, format);
  print(first);
  if (output !== undefined) await opening?.openPage(resolve(cwd, output), io, { isTemporary });
  if (first.next !== undefined) return following(first, print, io);
  if (first.ended !== undefined) return endLike(first.ended, io);
  if (first.question === undefined || call.world.asks?.() !== true) return first.code;
  if (!(await ask(first.question.text, io))) return first.code;
  const { yes } = first.question;
  const second = await during(yes);
  print(second);
  return second.code;
}

/** The answer of a command, which may be one of an earlier run. */
async function answerOf(
  parsed: Parsed,
  call: Call,
  { io, line, shown }: { readonly io: Io; readonly line: readonly string[]; readonly shown: Spinner },
): Promise<Rendered> {
  const { spec } = parsed;
  const view = await viewOf(call.options, io);
  if (spec.isRemembered?.(call.options) !== true) return spec.answer(call, view);
  const { rememberedAnswer } = await import('./remembered-answer.ts');
  const answer = async (heard: Io) => spec.answer(await callOf(parsed, heard, shown), view);
  return rememberedAnswer(answer, line, { view, io });
}

/** Prints one answer after the other, each on an empty terminal. The last one counts. */
async function following(first: Rendered, print: (answer: Rendered) => void, io: Io): Promise<number> {
  let last = first;
  for (;;) {
    const next = await last.next?.();
    if (next === undefined) return last.code;
    if (io.stdout.isTTY === true && io.env.TERM !== 'dumb') io.stdout.write(cleared);
    print(next);
    last = next;
  }
}

/** An empty screen; what was printed before can still be scrolled to. */
const cleared = '\u001b[2J\u001b[H';

/** Ends as the command did that was run: with its exit code, or by the signal that ended it. */
function endLike(ended: NonNullable<Rendered['ended']>, { raise }: Io): number {
  if ('code' in ended) return ended.code;
  raise?.(ended.signal);
  // As a shell tells it, should the signal not end this process.
  return 128 + (constants.signals[ended.signal] ?? 0);
}

/** The call that a command receives. */
async function callOf({ spec, args, options }: Parsed, io: Io, shown: Spinner): Promise<Call> {
  const cwd = folderOf(io, options.cwd as string | undefined);
  const format = formatOf(spec, options);
  const aside = {
    stream: io.stderr,
    style: await styleFor(io.stderr, io, options.color === false),
    width: widthOf(io.stdout, io.env),
    quiet: options.quiet === true,
    spinner: shown,
  };
  return {
    args,
    options: { registry: [], ...options, cwd, format, command: spec.name } as unknown as Options,
    world: {
      env: io.env,
      aside,
      commands: commands.map(({ name }) => name),
      ...(io.onInterrupt && { onInterrupt: io.onInterrupt }),
      ...(io.watch && { watch: io.watch }),
      help: async (words, how) => (await import('./help/pages.ts')).helpPage(words, how),
      asks: () => format === spec.formats[0] && options.output === undefined && canAsk(io),
    },
  };
}

/** What shows on stderr that something takes long. */
async function spinnerFor({ options }: Parsed, io: Io): Promise<Spinner> {
  if (io.stderr.isTTY !== true) return noSpinner;
  const { red, unicode } = await styleFor(io.stderr, io, options.color === false);
  return spinner(io, { isQuiet: options.quiet === true, isColored: red('x') !== 'x', isUnicode: unicode });
}

/** Prints to a stream on which something is shown meanwhile. */
const besides = <Stream extends Sink>(shown: Spinner, sink: Stream): Stream =>
  Object.create(sink, { write: { value: (text: string) => shown.print(() => sink.write(text)) } });

/** How the answer will be shown. */
async function viewOf({ color, output, quiet, verbose }: Options, io: Io): Promise<View> {
  return {
    style: await styleFor(io.stdout, io, color === false || output !== undefined),
    width: widthOf(io.stdout, io.env),
    breakAt: breakAt(output === undefined ? io.stdout : {}, io.env),
    terminal: io.stdout.isTTY === true && output === undefined,
    quiet: quiet === true,
    verbose: verbose === true,
    version,
    rulePage: (rule) => readOwn(packageFile('docs', 'rules', `${rule}.md`)),
  };
}

/** The folder to work in, as if started there. */
function folderOf(io: Io, asked = '.'): string {
  const folder = resolve(io.cwd, asked);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return folder;
  throw new Failure(`\`--cwd ${printable(asked)}\` is not a folder`);
}

function formatOf({ name, formats }: CommandSpec, options: Parsed['options']): string {
  if (options.json === true && options.format !== undefined && options.format !== 'json')
    throw new Failure(
      `\`--json\` and \`--format ${printable(String(options.format))}\` contradict each other`,
      {
        hint: 'use only one of them',
      },
    );
  const usual = options.open === true ? 'html' : (formats[0] ?? 'text');
  const asked = options.json === true ? 'json' : ((options.format as string | undefined) ?? usual);
  if (options.open === true && !['html', 'svg'].includes(asked))
    throw new Failure(`\`--open\` shows a page, and \`${printable(asked)}\` is not one`, {
      hint: 'remove `--open`, or use `--format html`',
    });
  if (formats.includes(asked)) return asked;
  throw new Failure(`\`mkt ${name}\` has no format \`${printable(asked)}\``, {
    hint:
      didYouMean(nearest(asked, formats, 1)) ?? `use ${formats.map((format) => `\`${format}\``).join(', ')}`,
  });
}

/** Prints how a run failed: the user's error, the environment's, or a bug. */
async function report(error: unknown, given: readonly string[], io: Io): Promise<ExitCode> {
  const args = ownArguments(given);
  const isJson = args.includes('--json') || /(^|\s)(-f|--format)[= ]json(\s|$)/.test(args.join(' '));
  const style = await styleFor(io.stderr, io, args.includes('--no-color'));
  const isVerbose = args.some((arg) => arg === '--verbose' || arg === '-v');
  const { code, text, afterwards } = await failed(error, { isJson, isVerbose, style });
  if (text !== undefined) io.stdout.write(text);
  if (afterwards !== undefined) io.stderr.write(afterwards);
  return code;
}

function version(): string {
  return published().version;
}
