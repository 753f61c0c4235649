import { resolve } from 'node:path';
import type { Call } from './command.ts';
import { writeOut } from './write-out.ts';

/** Hands the answer over: to stdout, or whole to the file of `--output`, never half of it. */
export async function emit({ io, options }: Call, text: string): Promise<void> {
  const whole = text.endsWith('\n') || text === '' ? text : `${text}\n`;
  if (options.output === undefined) {
    if (whole !== '') io.stdout.write(whole);
    return;
  }
  writeOut(resolve(options.cwd, options.output), whole, options.output);
}
