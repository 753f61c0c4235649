import { places } from '../../model/component-kinds.ts';
import { type Fault, problem } from '../../model/problems.ts';
import type { DocumentPath } from '../../text/source-text.ts';
import { isMap, listOf, member } from '../../text/values.ts';
import { filesBelow, hasFile, hasFolder, pathInTree } from '../file-tree.ts';
import { type Declaration, declarations, type Manifest, replacesDefault, topKeys } from '../manifest.ts';
import { suggestion } from './suggest.ts';

/** Paths that a manifest or an entry states and that lead nowhere, and default folders that they switch off. */
export function checkPaths(manifest: Manifest): Fault[] {
  if (manifest.tree === undefined) return [];
  const files = manifest.tree.files();
  const declared = places.flatMap(({ keys }) => keys.flatMap((key) => declarations(manifest, key)));
  return [
    ...declared.flatMap((declaration) =>
      pathsIn(declaration).flatMap((stated) => missing(stated, declaration, files)),
    ),
    ...places
      .filter(({ declared, place }) => declared === 'replaces' && !place.endsWith('.json'))
      .flatMap((kind) => topKeys(kind).flatMap((key) => ignoredDefault(manifest, key, kind.place, files))),
  ];
}

interface Stated {
  readonly text: string;
  readonly path: DocumentPath;
}

function pathsIn({ value, path }: Declaration): Stated[] {
  const list = listOf(value);
  return list.flatMap((item, index): Stated[] => {
    const at = Array.isArray(value) ? [...path, index] : path;
    if (typeof item === 'string') return [{ text: item, path: at }];
    if (!isMap(item) || path.at(-1) !== 'commands') return [];
    return Object.entries(item).flatMap(([name, command]) => {
      const source = member(command, 'source');
      return typeof source === 'string' ? [{ text: source, path: [...at, name, 'source'] }] : [];
    });
  });
}

function missing({ text, path }: Stated, { file, from }: Declaration, files: readonly string[]): Fault[] {
  // What has not the right form at all is told with the schema.
  if (text !== '.' && !text.startsWith('./')) return [];
  const inside = pathInTree('', text);
  if (inside === undefined || hasFile(files, inside) || hasFolder(files, inside)) return [];
  const near = suggestion(inside, files);
  return [
    problem(
      'MKT911',
      'path',
      { path: text, from, ...(near !== undefined && { near }) },
      { location: file.read().locate(path) },
    ),
  ];
}

function ignoredDefault(manifest: Manifest, key: string, folder: string, files: readonly string[]): Fault[] {
  if (!replacesDefault(manifest, key) || !hasFolder(files, folder)) return [];
  const stated = declarations(manifest, key);
  const paths = stated.flatMap((declaration) => pathsIn(declaration).map(({ text }) => pathInTree('', text)));
  if (paths.some((path) => path === folder || path?.startsWith(`${folder}/`))) return [];
  const unused = filesBelow(files, folder).length;
  const [first] = stated;
  if (first === undefined) return [];
  return [
    problem(
      'MKT911',
      'default-folder',
      { key, folder, files: unused },
      { location: first.file.read().locateKey(first.path) },
    ),
  ];
}
