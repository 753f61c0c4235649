import type { Style } from '../report/style.ts';
import { plain } from '../report/style.ts';
import type { Io, Sink } from './io.ts';

export type ColorLevel = 0 | 1 | 2 | 3;

/**
 * How many colors one stream gets. Strongest first: `--no-color`, `NO_COLOR`, `FORCE_COLOR`, then whether the stream is a
 * terminal that can show them. (https://no-color.org, https://force-color.org)
 */
export function colorLevel(
  stream: Pick<Sink, 'isTTY'>,
  env: Io['env'],
  { noColor }: { noColor: boolean },
): ColorLevel {
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

/** The style for one stream. Chalk is loaded only if colors are on. */
export async function styleFor(stream: Sink, io: Io, noColor: boolean): Promise<Style> {
  const level = colorLevel(stream, io.env, { noColor });
  const unicode = showsUnicode(io.env, process.platform);
  if (level === 0) return { ...plain, unicode };
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level });
  // Chalk joins all its arguments, and the index that `map` passes is not part of the text.
  const paint = (color: (text: string) => string) => (text: string) => color(text);
  return {
    bold: paint(chalk.bold),
    dim: paint(chalk.dim),
    red: paint(chalk.red),
    yellow: paint(chalk.yellow),
    green: paint(chalk.green),
    cyan: paint(chalk.cyan),
    unicode,
  };
}

/** Columns to fill: the terminal's, or `COLUMNS`, or 80; at least 40 and at most 120. */
export function widthOf(stream: Sink, env: Io['env']): number {
  const columns = stream.columns ?? (Number(env.COLUMNS) || 80);
  return Math.min(Math.max(columns, 40), 120);
}

/** Where lines are broken that a report left longer: at the width of the terminal, or what `COLUMNS` says of it; nowhere in other pipes. */
export function breakAt(
  { isTTY, columns }: Pick<Sink, 'isTTY' | 'columns'>,
  env: Io['env'],
): number | undefined {
  const width = isTTY === true ? columns : undefined;
  const stated = width ?? (Number(env.COLUMNS) || undefined);
  return stated === undefined ? undefined : Math.max(stated, 40);
}
