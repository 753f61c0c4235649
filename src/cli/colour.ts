import type { Style } from '../report/style.ts';
import { plain } from '../report/style.ts';
import type { Io, Sink } from './io.ts';

export type ColourLevel = 0 | 1 | 2 | 3;

/**
 * How many colours one stream gets. Strongest first: `--no-color`, `NO_COLOR`, `FORCE_COLOR`, then whether that stream is a
 * terminal that can. (https://no-color.org, https://force-color.org)
 */
export function colourLevel(
  stream: Pick<Sink, 'isTTY'>,
  env: Io['env'],
  { noColor }: { noColor: boolean },
): ColourLevel {
  if (noColor || (env.NO_COLOR ?? '') !== '') return 0;
  const forced = env.FORCE_COLOR;
  if (forced !== undefined)
    return forced === '0' || forced === 'false' ? 0 : forced === '2' ? 2 : forced === '3' ? 3 : 1;
  if (stream.isTTY !== true || env.TERM === 'dumb') return 0;
  return /^(truecolor|24bit)$/.test(env.COLORTERM ?? '') ? 3 : /256/.test(env.TERM ?? '') ? 2 : 1;
}

/** Whether symbols beyond ASCII can be shown: a UTF-8 locale, or a system whose terminals always can. */
export function showsUnicode(env: Io['env'], platform: string): boolean {
  if (env.TERM === 'dumb' || env.TERM === 'linux') return false;
  if (platform === 'win32') return (env.WT_SESSION ?? env.TERM_PROGRAM ?? '') !== '';
  if (platform === 'darwin') return true;
  return /utf-?8/i.test(env.LC_ALL || env.LC_CTYPE || env.LANG || '');
}

/** The style for one stream. Chalk is loaded only where there is colour. */
export async function styleFor(stream: Sink, io: Io, noColor: boolean): Promise<Style> {
  const level = colourLevel(stream, io.env, { noColor });
  const unicode = showsUnicode(io.env, process.platform);
  if (level === 0) return { ...plain, unicode };
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level });
  // Chalk joins all its arguments; of what `map` hands over, the index is not part of the text.
  const dress = (dye: (text: string) => string) => (text: string) => dye(text);
  return {
    bold: dress(chalk.bold),
    dim: dress(chalk.dim),
    red: dress(chalk.red),
    yellow: dress(chalk.yellow),
    green: dress(chalk.green),
    cyan: dress(chalk.cyan),
    unicode,
  };
}

/** Columns to fill: the terminal's, else `COLUMNS`, else 80; never under 40 nor over 120. */
export function widthOf(stream: Sink, env: Io['env']): number {
  const columns = stream.columns ?? (Number(env.COLUMNS) || 80);
  return Math.min(Math.max(columns, 40), 120);
}
