import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { KnownFinding } from '../model/finding.ts';
import type { Fault } from '../model/problems.ts';
import { shownPath } from '../sources/files/text-file.ts';
import { readJson } from '../text/json.ts';
import { validate } from '../text/validate.ts';
import { baselineFile, readProjectText } from './project-files.ts';

const format = z.strictObject({
  mkt: z.literal(1).describe('the version of this format'),
  findings: z.array(z.strictObject({ rule: z.string(), plugins: z.array(z.string()), message: z.string() })),
});

/** Reads the baseline in the folder of a project; undefined if it has none. */
export function readBaseline(
  folder: string,
  cwd: string,
):
  | { readonly file: string; readonly known: readonly KnownFinding[]; readonly faults: readonly Fault[] }
  | undefined {
  const path = join(folder, baselineFile);
  if (!existsSync(path)) return undefined;
  const file = shownPath(path, cwd);
  const content = readProjectText(path, file);
  if ('fault' in content) return { file, known: [], faults: [content.fault] };
  const { value, faults } = validate(format, readJson(content.text, file));
  return { file, known: value?.findings ?? [], faults };
}

/** The text of a baseline. */
export const baselineText = (known: readonly KnownFinding[]): string =>
  `${JSON.stringify({ mkt: 1, findings: known }, null, 2)}\n`;
