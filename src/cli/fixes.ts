import { readFileSync } from 'node:fs';
import { rename, stat, writeFile } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import type { Fault } from '../model/fault.ts';

/** A file as it is and as it should be. */
export interface Fixed {
  readonly path: string;
  readonly shown: string;
  readonly before: string;
  readonly after: string;
  /** Faults that go with it. */
  readonly amount: number;
}

/**
 * What of the faults mends itself, file by file; nothing is written. A word is replaced only where exactly that word stands, so that
 * everything around it stays as somebody wrote it.
 * @param root the folder or file that was validated: nothing outside of it is touched.
 */
export function fixesFor(faults: readonly Fault[], root: string, cwd: string): Fixed[] {
  const byFile = new Map<string, Fault[]>();
  for (const fault of faults)
    if (fault.fix !== undefined)
      byFile.set(fault.location.file, [...(byFile.get(fault.location.file) ?? []), fault]);
  return [...byFile].flatMap(([shown, own]) => {
    const path = resolve(cwd, shown);
    if (path !== root && relative(root, path).split(sep)[0] === '..') return [];
    const before = readFileSync(path, 'utf8');
    const edits = own.flatMap((fault) => editOf(fault, before) ?? []).sort((a, b) => b.from - a.from);
    let after = before;
    let amount = 0;
    let end = before.length;
    for (const { from, to, text } of edits) {
      // Two faults may mean one word.
      if (to > end) continue;
      after = after.slice(0, from) + text + after.slice(to);
      end = from;
      amount += 1;
    }
    return amount === 0 ? [] : [{ path, shown, before, after, amount }];
  });
}

function editOf(
  { location, fix }: Fault,
  text: string,
): { from: number; to: number; text: string } | undefined {
  if (fix === undefined) return undefined;
  const lines = text.split('\n');
  const from = lines
    .slice(0, location.line - 1)
    .reduce((sum, line) => sum + line.length + 1, location.column - 1);
  for (const [word, better] of [
    [JSON.stringify(fix.from), JSON.stringify(fix.to)],
    [fix.from, fix.to],
  ] as const)
    if (text.startsWith(word, from)) return { from, to: from + word.length, text: better };
  return undefined;
}

/** The changes as `diff -u` shows them. */
export function diffOf({ shown, before, after }: Fixed): string {
  return createTwoFilesPatch(shown, shown, before, after, undefined, undefined, {
    context: 2,
    headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
  });
}

/** Writes a file whole or not at all. */
export async function writeFixed({ path, after }: Fixed): Promise<void> {
  const { mode } = await stat(path);
  const temporary = `${path}.${process.pid}.new`;
  await writeFile(temporary, after, { mode });
  await rename(temporary, path);
}
