import { rename, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Call } from './command.ts';
import { exitCode } from './exit-code.ts';
import { Failure } from './failure.ts';

/** Hands the answer over: to stdout, or whole to the file of `--output`, never half of it. */
export async function emit({ io, options }: Call, text: string): Promise<void> {
  const whole = text.endsWith('\n') || text === '' ? text : `${text}\n`;
  if (options.output === undefined) {
    if (whole !== '') io.stdout.write(whole);
    return;
  }
  const target = resolve(options.cwd, options.output);
  const temporary = `${target}.${process.pid}.new`;
  try {
    await writeFile(temporary, whole);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new Failure(`cannot write \`${options.output}\`: ${(error as Error).message}`, {
      code: exitCode.failed,
    });
  }
}
