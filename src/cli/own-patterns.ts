import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Knowledge, Pattern } from '../model/knowledge.ts';
import type { Fault } from '../model/problems.ts';
import type { Project } from '../model/project.ts';
import { reasonOf, shownPath } from '../sources/files/text-file.ts';
import { malformed } from '../text/source-text.ts';

/** A pattern that is named by its file, not by its id. */
export const isPatternFile = (text: string): boolean => /[/\\]|\.ya?ml$|\.json$/.test(text);

/**
 * The knowledge with the project's own patterns: those in `patterns/` next to its list, and those that the list names as files. They
 * come first, and replace others with their id. A file or folder that cannot be read is a fault, and the others still count.
 */
export async function withOwnPatterns(
  knowledge: Knowledge,
  project: Project | undefined,
  cwd: string,
): Promise<{ readonly knowledge: Knowledge; readonly faults: readonly Fault[] }> {
  if (project === undefined) return { knowledge, faults: [] };
  const { files, faults: unread } = filesOf(project, cwd);
  if (files.size === 0) return { knowledge, faults: unread };
  const { readPattern } = await import('../sources/registries/pattern-file.ts');
  const own: Pattern[] = [];
  const faults: Fault[] = [...unread];
  for (const [path, words] of files) {
    const read = readPattern(path, cwd);
    faults.push(...read.faults);
    const { pattern } = read;
    if (pattern !== undefined)
      own.push(...words.map((id) => (id === undefined ? pattern : { ...pattern, id })));
  }
  const ids = new Set(own.map(({ id }) => id));
  const others = knowledge.patterns.filter(({ id }) => !ids.has(id));
  return { knowledge: { ...knowledge, patterns: [...own, ...others] }, faults };
}

/** What a pattern of a file is called: as the list names the file, or, if undefined, by its own id. */
type Words = readonly (string | undefined)[];

/** The files of patterns, each once, with what their patterns are called. */
function filesOf(
  { file, root, patterns }: Project,
  cwd: string,
): { readonly files: ReadonlyMap<string, Words>; readonly faults: readonly Fault[] } {
  const files = new Map<string, Words>();
  if (file.endsWith('.json')) return { files, faults: [] };
  const base = resolve(cwd, root);
  const folder = join(base, 'patterns');
  const { names, faults } = namesIn(folder, cwd);
  for (const name of names) files.set(join(folder, name), [undefined]);
  for (const { id } of patterns) {
    const path = resolve(base, id);
    if (isPatternFile(id)) files.set(path, [...(files.get(path) ?? []), id]);
  }
  return { files, faults };
}

/** The names of the files of a folder that can be patterns; none if there is no such folder. */
function namesIn(
  folder: string,
  cwd: string,
): { readonly names: readonly string[]; readonly faults: readonly Fault[] } {
  try {
    const names = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
    return { names: names.sort(), faults: [] };
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? ''))
      return { names: [], faults: [] };
    return {
      names: [],
      faults: [malformed(shownPath(folder, cwd), 'unreadable', { reason: reasonOf(error) }).fault],
    };
  }
}
