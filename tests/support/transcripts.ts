/** Replays the terminal transcripts of the documentation, so that what a reader sees is what mkt prints. */
import { join, relative, sep } from 'node:path';
import { exampleHome } from './home.ts';
import { mkt, root } from './mkt.ts';

/** A fenced block of Markdown: its language, its lines, and where it begins. */
export interface Block {
  readonly language: string;
  readonly lines: readonly string[];
  /** The line of the opening fence, counted from 1. */
  readonly line: number;
}

/** A command of a transcript and what stands below it. */
export interface Exchange {
  readonly command: string;
  readonly output: readonly string[];
}

/** All fenced blocks of a page. A longer fence may hold shorter ones. */
export function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = [];
  let open: { fence: string; language: string; lines: string[]; line: number } | undefined;
  for (const [index, text] of markdown.split('\n').entries()) {
    const fence = /^(`{3,})\s*(\w*)\s*$/.exec(text);
    if (open === undefined) {
      if (fence !== null)
        open = { fence: fence[1] ?? '', language: fence[2] ?? '', lines: [], line: index + 1 };
    } else if (text.trimEnd() === open.fence) {
      blocks.push(open);
      open = undefined;
    } else open.lines.push(text);
  }
  if (open !== undefined) throw new Error(`the block on line ${open.line} has no end`);
  return blocks;
}

/** The commands of a transcript, each with the lines up to the next one. */
export function exchangesOf({ lines, line }: Block): Exchange[] {
  const exchanges: { command: string; output: string[] }[] = [];
  for (const text of lines) {
    if (text.startsWith('$ ')) exchanges.push({ command: text.slice(2), output: [] });
    else if (exchanges.length === 0) throw new Error(`the transcript on line ${line} begins without \`$ \``);
    else exchanges.at(-1)?.output.push(text);
  }
  return exchanges;
}

/** Divides a command line into words. Quotes hold words together; nothing else of a shell is understood. */
export function wordsOf(command: string): string[] {
  const words = command.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? [];
  if (/[|&;<>$`\\]/.test(command.replace(/"[^"]*"|'[^']*'/g, '')))
    throw new Error(`\`${command}\` needs a shell; transcripts have plain commands only`);
  return words.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'));
}

/** What the transcript shows if its commands run now, from the root of the repository; `cd` holds until the block ends. */
export function replayed(block: Block): Exchange[] {
  let cwd = root;
  return exchangesOf(block).map(({ command }) => {
    const [program = '', ...args] = wordsOf(command);
    if (program === 'cd') {
      cwd = join(cwd, args[0] ?? '');
      if (relative(root, cwd).split(sep)[0] === '..') throw new Error(`\`${command}\` leaves the repository`);
      return { command, output: [] };
    }
    if (program !== 'mkt') throw new Error(`\`${command}\` is neither \`mkt\` nor \`cd\``);
    const { stdout, stderr } = mkt(args, { cwd, env: homeFor(args) });
    const output = `${stdout}${stderr}`.replace(/\n$/, '');
    return { command, output: output === '' ? [] : output.split('\n') };
  });
}

/** What is installed is that of `examples/home`: a reader's own machine has something else. */
export const homeFor = (args: readonly string[]): Record<string, string> =>
  args.includes('--installed') ? { HOME: exampleHome(), CLAUDE_CONFIG_DIR: '' } : {};

/** A page with the output of all its transcripts as it is now. */
export function updated(markdown: string): string {
  const lines = markdown.split('\n');
  const transcripts = blocksOf(markdown).filter(({ language }) => language === 'console');
  // From the end, so that the lines of the blocks before stay where they are.
  for (const block of transcripts.reverse()) {
    const shown = replayed(block).flatMap(({ command, output }) => [`$ ${command}`, ...output]);
    const commands = exchangesOf(block).length;
    const fence = lines[block.line - 1]?.replace(/\w*\s*$/, '') ?? '';
    if (shown.filter((line) => line.startsWith('$ ')).length !== commands || shown.includes(fence))
      throw new Error(`the output of the transcript on line ${block.line} looks like a command or a fence`);
    lines.splice(block.line, block.lines.length, ...shown);
  }
  return lines.join('\n');
}
