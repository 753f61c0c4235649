import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Knowledge, Pattern } from '../model/knowledge.ts';
import type { Location } from '../model/location.ts';
import { nearest } from '../model/nearest.ts';
import type { Fault } from '../model/problems.ts';
import { printable } from '../model/text.ts';
import { exitCode } from './exit-code.ts';
import { didYouMean, Failure } from './failure.ts';
import { isPatternFile } from './own-patterns.ts';

/** A pattern that the command line names; none if its file cannot be read. */
export interface AskedPattern {
  readonly pattern?: Pattern;
  /** Where its file names each of its plugins; none for a pattern that is known by its id. */
  readonly places?: readonly Location[];
  readonly faults: readonly Fault[];
}

/**
 * The pattern of an id or a file.
 * @throws Failure if there is none.
 */
export async function askedPattern(
  text: string,
  { patterns }: Knowledge,
  cwd: string,
): Promise<AskedPattern> {
  const pattern = patterns.find(({ id }) => id === text);
  if (pattern !== undefined) return { pattern, faults: [] };
  if (isPatternFile(text)) {
    const path = resolve(cwd, text);
    if (!existsSync(path)) throw new Failure(`\`${printable(text)}\` does not exist`);
    const { readPattern } = await import('../sources/registries/pattern-file.ts');
    return readPattern(path, cwd);
  }
  const near = nearest(
    text,
    patterns.map(({ id }) => id),
  );
  throw new Failure(`unknown pattern \`${printable(text)}\``, {
    code: exitCode.problem,
    hint: didYouMean(near) ?? 'run `mkt patterns` to see all patterns',
  });
}
