import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Knowledge, Pattern } from '../model/knowledge.ts';
import type { Fault } from '../model/problems.ts';
import type { Project } from '../model/project.ts';

/** An item of `patterns:` that is a file, not an id. */
const isFile = (text: string): boolean => /[/\\]|\.ya?ml$|\.json$/.test(text);

/**
 * The knowledge with the project's own patterns: those in `patterns/` next to its list, and those that the list names as files. They
 * come first, and replace others with their id. A file that cannot be read is a fault, and the others still count.
 */
export async function withOwnPatterns(
  knowledge: Knowledge,
  project: Project | undefined,
  cwd: string,
): Promise<{ readonly knowledge: Knowledge; readonly faults: readonly Fault[] }> {
  const files = project === undefined ? [] : filesOf(project, cwd);
  if (files.length === 0) return { knowledge, faults: [] };
  const { readPattern } = await import('../sources/registries/pattern-file.ts');
  const own: Pattern[] = [];
  const faults: Fault[] = [];
  for (const { path, id } of files) {
    const read = readPattern(path, cwd);
    faults.push(...read.faults);
    if (read.pattern !== undefined) own.push(id === undefined ? read.pattern : { ...read.pattern, id });
  }
  const ids = new Set(own.map(({ id }) => id));
  const others = knowledge.patterns.filter(({ id }) => !ids.has(id));
  return { knowledge: { ...knowledge, patterns: [...own, ...others] }, faults };
}

/** The files of patterns, those that the list names with the words that it uses. */
function filesOf(
  { file, root, patterns }: Project,
  cwd: string,
): { readonly path: string; readonly id?: string }[] {
  if (file.endsWith('.json')) return [];
  const base = resolve(cwd, root);
  const folder = join(base, 'patterns');
  const inFolder = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /\.ya?ml$/.test(name))
        .sort()
        .map((name) => ({ path: join(folder, name) }))
    : [];
  const named = patterns.flatMap(({ id }) => (isFile(id) ? [{ path: resolve(base, id), id }] : []));
  return [...inFolder, ...named];
}
