import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { withoutCredentials } from '../model/mask.ts';
import { printable } from '../model/text.ts';
import type { Sink } from './io.ts';
import { writeOut } from './write-out.ts';

/** Writes the answer to stdout, or to the file of `--output`: the whole file or nothing, and says if one was there before. */
export function emit(
  text: string,
  { stdout, stderr, cwd, output }: { stdout: Sink; stderr: Sink; cwd: string; output: string | undefined },
): void {
  const whole = text.endsWith('\n') || text === '' ? text : `${text}\n`;
  if (output !== undefined) {
    const path = resolve(cwd, output);
    const isThere = existsSync(path);
    writeOut(path, withoutCredentials(whole), output);
    if (isThere) stderr.write(`replaced ${printable(output)}\n`);
  } else if (whole !== '') stdout.write(whole);
}
