import { places } from '../../model/component-kinds.ts';
import { type Fault, problem } from '../../model/problems.ts';
import { suggester } from '../../model/suggestion.ts';
import { once } from '../../text/once.ts';
import type { DocumentPath } from '../../text/source-text.ts';
import { isMap, listOf, member } from '../../text/values.ts';
import { hasFile, hasFolder, pathInTree } from '../file-tree.ts';
import { type Declaration, declarations, type Manifest } from '../manifest.ts';

/** Paths in a manifest or an entry that lead nowhere. */
export function pathFaults(manifest: Manifest, files: readonly string[]): Fault[] {
  const declared = places.flatMap(({ keys }) => keys.flatMap((key) => declarations(manifest, key)));
  const suggesters = new Map<unknown, (path: string) => string | undefined>();
  return declared.flatMap((declaration) => {
    const key = declaration.path.at(-1);
    const near = suggesters.get(key) ?? suggester(once(() => candidates(key, files)));
    suggesters.set(key, near);
    return statedPaths(declaration).flatMap((stated) => missing(stated, declaration, { files, near }));
  });
}

/** A path as written, and where. */
export interface StatedPath {
  readonly text: string;
  readonly path: DocumentPath;
}

/** The paths that a declaration names. */
export function statedPaths({ value, path }: Declaration): StatedPath[] {
  const list = listOf(value);
  return list.flatMap((item, index): StatedPath[] => {
    const at = Array.isArray(value) ? [...path, index] : path;
    if (typeof item === 'string') return [{ text: item, path: at }];
    if (!isMap(item) || path.at(-1) !== 'commands') return [];
    return Object.entries(item).flatMap(([name, command]) => {
      const source = member(command, 'source');
      return typeof source === 'string' ? [{ text: source, path: [...at, name, 'source'] }] : [];
    });
  });
}

function missing(
  { text, path }: StatedPath,
  { file, from }: Declaration,
  { files, near: nearPath }: { files: readonly string[]; near: (path: string) => string | undefined },
): Fault[] {
  // The schema reports what is not in the expected format.
  if (text !== '.' && !text.startsWith('./')) return [];
  const inside = pathInTree('', text);
  if (inside === undefined || hasFile(files, inside) || hasFolder(files, inside)) return [];
  const near = nearPath(inside);
  return [
    problem(
      'dangling-reference',
      'path',
      { path: text, from, ...(near !== undefined && { near }) },
      { location: file.read().locate(path) },
    ),
  ];
}

/** What a path under this key can name: folders for skills, files for agents, and either for all other kinds. */
function candidates(key: DocumentPath[number] | undefined, files: readonly string[]): readonly string[] {
  if (key === 'agents') return files;
  const ends = key === 'skills' ? files.filter((file) => file.endsWith('/SKILL.md')) : files;
  const folders = new Set(ends.flatMap(foldersAbove));
  return key === 'skills' ? [...folders] : [...files, ...folders];
}

/** All folders on the way to a file. */
const foldersAbove = (file: string): string[] =>
  file
    .split('/')
    .slice(0, -1)
    .map((_, index, steps) => steps.slice(0, index + 1).join('/'));
