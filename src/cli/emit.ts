import { resolve } from 'node:path';
import type { Sink } from './io.ts';
import { writeOut } from './write-out.ts';

/** Writes the answer to stdout, or to the file of `--output`: the whole file or nothing. */
export function emit(
  text: string,
  { stdout, cwd, output }: { stdout: Sink; cwd: string; output: string | undefined },
): void {
  const whole = text.endsWith('\n') || text === '' ? text : `${text}\n`;
  if (output !== undefined) writeOut(resolve(cwd, output), whole, output);
  else if (whole !== '') stdout.write(whole);
}
