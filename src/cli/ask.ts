import type { Io } from './io.ts';

/** Whether mkt can ask: input and output are a terminal. In a pipe, a hook or CI it does not ask. */
// In this order: the input is only opened if a question can be seen.
export const canAsk = (io: Io): boolean => io.stderr.isTTY === true && io.stdin?.isTTY === true;

/** Asks a question on stderr. Only `y` and `yes` mean yes: an empty line, and the end of input, change nothing. */
export async function ask(question: string, { stdin, stderr }: Io): Promise<boolean> {
  if (stdin === undefined) return false;
  const { createInterface } = await import('node:readline');
  const lines = createInterface({ input: stdin });
  stderr.write(`${question} [y/N] `);
  try {
    return await new Promise<boolean>((resolve) => {
      lines.once('line', (line) => resolve(/^\s*y(es)?\s*$/i.test(line)));
      lines.once('close', () => {
        stderr.write('\n');
        resolve(false);
      });
    });
  } finally {
    lines.removeAllListeners('close');
    lines.close();
  }
}
