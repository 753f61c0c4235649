import { printable } from '../model/text.ts';
import type { Style } from '../report/style.ts';
import { diskReason } from './disk-reason.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { Failure } from './failure.ts';

/** What a run that failed prints. */
interface Failed {
  readonly code: ExitCode;
  /** For stdout. */
  readonly text?: string;
  /** For stderr. */
  readonly afterwards?: string;
}

/** How a run that failed is told: the user's error, the environment's, or a bug. */
export async function failed(
  error: unknown,
  { isJson, isVerbose, style }: { isJson: boolean; isVerbose: boolean; style: Style },
): Promise<Failed> {
  const { code, message, hint } = error instanceof Failure ? error : worldOrBug(error);
  if (isJson) {
    const { jsonText } = await import('../report/json.ts');
    return { code, text: jsonText({ ok: false, error: { message, ...(hint && { hint }) } }) };
  }
  const lines = [
    `${style.red(style.bold('error:'))} ${harmless(message)}\n`,
    ...(hint === undefined ? [] : [`\n${style.cyan('hint:')} ${harmless(hint)}\n`]),
    ...(isVerbose && !(error instanceof Failure) ? [`\n${printable(traceOf(error))}\n`] : []),
  ];
  return { code, afterwards: lines.join('') };
}

const traceOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

/** Makes quoted text harmless: it cannot control the terminal, nor begin a line that looks like one of mkt's own. */
function harmless(text: string): string {
  return printable(text).replace(/\n(?!error: cannot read)/g, '\n  ');
}

function worldOrBug(error: unknown): Failure {
  const { message, code, syscall, path } = error as NodeJS.ErrnoException;
  if (code !== undefined && syscall !== undefined) {
    const [why, hint] = diskReason(error as NodeJS.ErrnoException);
    const where = path === undefined ? '' : `\`${printable(path)}\`: `;
    return new Failure(`${where}${printable(why)}`, { code: exitCode.failed, hint });
  }
  return new Failure(`this is a bug in mkt: ${printable(String(message ?? error))}`, {
    code: exitCode.failed,
    hint: 'please report it, with the command line and its output with `--verbose`',
  });
}
