/** Adds new rules to `tests/analysis/contract.txt`; the lines of the others stay as they were promised. */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type RuleFacts, ruleFacts } from '../src/model/problems.ts';

/** One rule per line: id, name and level. */
export const contractFile = fileURLToPath(new URL('../tests/analysis/contract.txt', import.meta.url));

/** The id, the name and the level of each rule. */
export const contractRows = (text: string): (readonly [id: string, name: string, severity: string])[] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.split(' ') as [string, string, string]);

/** The text with a line for each missing rule, in the order of the ids. Existing lines stay. */
export function withNewRules(
  text: string,
  all: readonly Pick<RuleFacts, 'id' | 'name' | 'severity'>[],
): string {
  const rows = contractRows(text);
  const promised = new Set(rows.map(([id]) => id));
  const added = all
    .filter(({ id }) => !promised.has(id))
    .map(({ id, name, severity }) => [id, name, severity] as const);
  const lines = [...rows, ...added].map((row) => row.join(' '));
  return `${lines.sort().join('\n')}\n`;
}

// A test imports the functions; only the script itself writes the file.
if (process.argv[1] === fileURLToPath(import.meta.url))
  await writeFile(contractFile, withNewRules(await readFile(contractFile, 'utf8'), ruleFacts));
